package ritornello.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ritornello.store.Hash;
import ritornello.token.Codec;

/**
 * Pieces that are the same but for their key.
 *
 * @param sha256 of what they have in common
 * @param pieces token ids, each different from the others, by path
 */
record PieceGroup(String sha256, List<int[]> pieces) {

  /** Where in [0, 1) it falls, evenly and for ever: what decides on its side of a split. */
  double position() {
    return (Long.parseUnsignedLong(sha256.substring(0, 16), 16) >>> 11) * 0x1p-53;
  }

  /** The groups of a collection, sorted by hash. */
  static List<PieceGroup> of(MidiCollection collection, Codec codec) {
    // By common content, then by content: copies of one piece are one.
    Map<String, Map<String, int[]>> groups = new TreeMap<>();
    for (ScannedFile file : collection.usable()) {
      int[] tokens = ((Verdict.Usable) file.verdict()).tokens();
      groups
          .computeIfAbsent(sha256(atLowestPitch(tokens, codec)), key -> new LinkedHashMap<>())
          .putIfAbsent(sha256(tokens), tokens);
    }
    List<PieceGroup> sorted = new ArrayList<>();
    groups.forEach(
        (hash, pieces) ->
            sorted.add(
                new PieceGroup(
                    hash, Collections.unmodifiableList(new ArrayList<>(pieces.values())))));
    return sorted;
  }

  private static int[] atLowestPitch(int[] tokens, Codec codec) {
    int[] range = codec.pitchRange(tokens);
    return range.length == 0 ? tokens : codec.transpose(tokens, -range[0]);
  }

  private static String sha256(int[] tokens) {
    ByteBuffer bytes = ByteBuffer.allocate(tokens.length * Integer.BYTES);
    bytes.asIntBuffer().put(tokens);
    return Hash.sha256(bytes.array());
  }
}
