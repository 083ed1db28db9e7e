package ritornello.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Score;
import ritornello.store.Hash;

/**
 * Divides melodies that something is to be learned from, as a {@link Corpus} does with tokens: the
 * same in another key, or nearly the same, is on one side, whatever sounds with it.
 */
public final class PieceSplit {
  private static final int ANY = 90;

  private PieceSplit() {}

  /** What a piece is for. */
  public enum Side {
    TRAINING,
    VALIDATION,
    TEST;

    /** {@code training}, {@code validation} or {@code test}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The sides of some melodies.
   *
   * @return one for each
   */
  public static List<Side> of(List<Melody> melodies, Split split) {
    Side[] sides = new Side[melodies.size()];
    if (melodies.isEmpty()) {
      return List.of();
    }
    Sides groups = Sides.of(groups(melodies), split);
    put(groups.training(), Side.TRAINING, sides);
    put(groups.validation(), Side.VALIDATION, sides);
    put(groups.test(), Side.TEST, sides);
    return List.of(sides);
  }

  private static void put(List<PieceGroup> groups, Side side, Side[] sides) {
    groups.stream()
        .flatMap(group -> group.pieces().stream())
        .forEach(piece -> sides[piece.tokens()[0]] = side);
  }

  /** Groups of pieces that hold nothing but their place in the list. */
  private static List<PieceGroup> groups(List<Melody> melodies) {
    Joined joined =
        NearDuplicates.joined(melodies.stream().map(m -> Fingerprint.of(score(m))).toList());
    List<String> shapes = melodies.stream().map(PieceSplit::shape).toList();
    Map<String, Integer> firstOfShape = new TreeMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      Integer same = firstOfShape.putIfAbsent(shapes.get(i), i);
      if (same != null) {
        joined.join(same, i);
      }
    }
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      members.computeIfAbsent(joined.first(i), first -> new ArrayList<>()).add(i);
    }
    return members.values().stream().map(group -> group(group, shapes)).toList();
  }

  private static PieceGroup group(List<Integer> members, List<String> shapes) {
    String least = members.stream().map(shapes::get).sorted().findFirst().orElseThrow();
    return new PieceGroup(least, members.stream().map(PieceSplit::file).toList());
  }

  /** One that holds a piece's place in the list, and nothing else. */
  private static ScannedFile file(int place) {
    return new ScannedFile("", "", new Verdict.Used(Piece.of(new int[] {place}), ""));
  }

  private static Score score(Melody melody) {
    return melody.toScore("", ANY, 0, ANY);
  }

  /** SHA-256 of the notes, wherever they lie: the same in every key. */
  private static String shape(Melody melody) {
    int lowest = melody.notes().stream().mapToInt(MelodyNote::pitch).min().orElse(0);
    int[] numbers =
        melody.notes().stream()
            .flatMapToInt(
                note ->
                    Arrays.stream(
                        new int[] {note.startStep(), note.lengthSteps(), note.pitch() - lowest}))
            .toArray();
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
    bytes.asIntBuffer().put(numbers);
    return Hash.sha256(bytes.array());
  }
}
