package ritornello.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import ritornello.store.Hash;
import ritornello.token.Codec;

/**
 * Pieces that are the same but for their key, or nearly the same.
 *
 * @param sha256 of what a piece has in common with itself in other keys; of several such, the least
 * @param files each with a piece that is different from the others, by path
 */
record PieceGroup(String sha256, List<ScannedFile> files) {

  /** What the files hold. */
  List<Piece> pieces() {
    return files.stream().map(PieceGroup::piece).toList();
  }

  /** Where in [0, 1) it falls, evenly and for ever: what decides on its side of a split. */
  double position() {
    return (Long.parseUnsignedLong(sha256.substring(0, 16), 16) >>> 11) * 0x1p-53;
  }

  /** The groups of a collection, sorted by hash. */
  static List<PieceGroup> of(MidiCollection collection, Codec codec) {
    return of(collection.usable(), codec, file -> Optional.empty());
  }

  /**
   * The groups of files, sorted by hash.
   *
   * @param files with something to learn from, by path
   * @param work what files of one work have in common, however different their music is
   */
  static List<PieceGroup> of(
      List<ScannedFile> files, Codec codec, Function<ScannedFile, Optional<String>> work) {
    Joined joined = NearDuplicates.joined(files.stream().map(ScannedFile::fingerprint).toList());
    joinWorks(files, work, joined);
    boolean[] copies = new boolean[files.size()];
    String[] shapes = new String[files.size()];
    Set<String> contents = new HashSet<>();
    Map<String, Integer> firstOfShape = new HashMap<>();
    for (int i = 0; i < shapes.length; i++) {
      int[] tokens = piece(files.get(i)).tokens();
      copies[i] = !contents.add(sha256(tokens));
      shapes[i] = sha256(atLowestPitch(tokens, codec));
      Integer same = firstOfShape.putIfAbsent(shapes[i], i);
      if (same != null) {
        joined.join(same, i);
      }
    }
    return gathered(files, joined, copies, shapes);
  }

  private static void joinWorks(
      List<ScannedFile> files, Function<ScannedFile, Optional<String>> work, Joined joined) {
    Map<String, Integer> firstOfWork = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      Optional<String> name = work.apply(files.get(i));
      if (name.isPresent()) {
        joined.join(first(firstOfWork, name.get(), i), i);
      }
    }
  }

  private static int first(Map<String, Integer> firstOfWork, String name, int file) {
    Integer before = firstOfWork.putIfAbsent(name, file);
    return before == null ? file : before;
  }

  private static List<PieceGroup> gathered(
      List<ScannedFile> files, Joined joined, boolean[] copies, String[] shapes) {
    Map<Integer, String> leastShapes = new HashMap<>();
    for (int i = 0; i < shapes.length; i++) {
      leastShapes.merge(joined.first(i), shapes[i], (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    Map<String, List<ScannedFile>> groups = new TreeMap<>();
    for (int i = 0; i < shapes.length; i++) {
      if (!copies[i]) {
        groups
            .computeIfAbsent(leastShapes.get(joined.first(i)), shape -> new ArrayList<>())
            .add(files.get(i));
      }
    }
    List<PieceGroup> sorted = new ArrayList<>();
    groups.forEach((shape, same) -> sorted.add(new PieceGroup(shape, List.copyOf(same))));
    return sorted;
  }

  private static Piece piece(ScannedFile file) {
    return ((Verdict.Usable) file.verdict()).piece();
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
