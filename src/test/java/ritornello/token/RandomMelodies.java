package ritornello.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.TimeSignature;

/** Melodies of all shapes, from a seed. */
final class RandomMelodies {
  private RandomMelodies() {}

  /** One that ends at a bar line, in metres that the codec has, without repeated metres. */
  static Melody whole(SplittableRandom random, int stepsPerQuarter) {
    List<Metre> metres = new ArrayList<>();
    int length = 0;
    int sections = random.nextInt(1, 4);
    TimeSignature last = null;
    for (int section = 0; section < sections; section++) {
      TimeSignature metre = MelodyTokens.METRES.get(random.nextInt(MelodyTokens.METRES.size()));
      if (metre.equals(last)) {
        continue;
      }
      last = metre;
      metres.add(new Metre(length, metre));
      length += random.nextInt(1, 12) * Melody.stepsPerBar(metre, stepsPerQuarter);
    }
    Optional<KeySignature> key =
        random.nextInt(5) == 0
            ? Optional.empty()
            : Optional.of(new KeySignature(random.nextInt(-7, 8), false));
    return new Melody(stepsPerQuarter, notes(random, length), metres, key, length);
  }

  private static List<MelodyNote> notes(SplittableRandom random, int length) {
    List<MelodyNote> notes = new ArrayList<>();
    int step = random.nextInt(3) == 0 ? random.nextInt(length) : 0;
    while (step < length) {
      int longest = Math.min(random.nextBoolean() ? 3 : 40, length - step);
      int steps = random.nextInt(1, longest + 1);
      notes.add(new MelodyNote(step, steps, random.nextInt(128)));
      step += steps + (random.nextInt(3) == 0 ? random.nextInt(30) : 0);
    }
    return notes;
  }

  /** Ids of which most make some sense, and some none. */
  static int[] ids(SplittableRandom random, int length) {
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] =
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(MelodyTokens.SIZE);
            case 1 -> MelodyTokens.FIRST_METRE + random.nextInt(MelodyTokens.METRES.size());
            case 2 -> MelodyTokens.REST;
            case 3 -> MelodyTokens.FIRST_NOTE + random.nextInt(128);
            default -> MelodyTokens.HOLD;
          };
    }
    return ids;
  }
}
