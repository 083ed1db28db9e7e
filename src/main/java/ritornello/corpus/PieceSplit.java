package ritornello.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** The side of this name, if it is one. */
    public static Optional<Side> named(String name) {
      return Stream.of(values()).filter(side -> side.toString().equals(name)).findFirst();
    }

    /** {@code training}, {@code validation} or {@code test}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Melodies that stay together.
   *
   * @param sha256 the least of those of their shapes: what decides where they go
   */
  private record Group(String sha256, List<Integer> members) {

    /** In [0, 1), evenly and for ever. */
    double position() {
      return (Long.parseUnsignedLong(sha256.substring(0, 16), 16) >>> 11) * 0x1p-53;
    }

    Side side(Split split) {
      if (position() < split.validation()) {
        return Side.VALIDATION;
      }
      return position() < split.validation() + split.test() ? Side.TEST : Side.TRAINING;
    }
  }

  /**
   * The sides of some melodies. Each group goes where its own hash says, whatever else there is;
   * only training or validation, if it would be empty, borrows the group that is nearest to it.
   *
   * @return one for each
   */
  public static List<Side> of(List<Melody> melodies, Split split) {
    List<Group> groups = new ArrayList<>(groups(melodies));
    groups.sort(Comparator.comparingDouble(Group::position));
    List<Side> ofGroups = new ArrayList<>(groups.stream().map(g -> g.side(split)).toList());
    if (!groups.isEmpty() && !ofGroups.contains(Side.TRAINING)) {
      ofGroups.set(groups.size() - 1, Side.TRAINING);
    }
    int first = ofGroups.indexOf(Side.TRAINING);
    boolean several = first < ofGroups.lastIndexOf(Side.TRAINING);
    if (split.validation() > 0 && several && !ofGroups.contains(Side.VALIDATION)) {
      ofGroups.set(first, Side.VALIDATION);
    }
    Side[] sides = new Side[melodies.size()];
    for (int i = 0; i < groups.size(); i++) {
      for (int member : groups.get(i).members()) {
        sides[member] = ofGroups.get(i);
      }
    }
    return List.of(sides);
  }

  private static List<Group> groups(List<Melody> melodies) {
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

  private static Group group(List<Integer> members, List<String> shapes) {
    String least = members.stream().map(shapes::get).sorted().findFirst().orElseThrow();
    return new Group(least, List.copyOf(members));
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
