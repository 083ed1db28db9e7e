package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.TimeSignature;
import ritornello.token.CodecSpec;
import ritornello.token.MelodyCodec;

/**
 * Tunes of two phrases, the second of which says the first a note higher on a scale: whoever has
 * heard it knows all.
 */
public final class EchoTunes {
  /** Of a bar of 2/8 on sixteenths. */
  static final int BAR_STEPS = 4;

  /** Of a phrase. */
  static final int BARS = 2;

  private static final int[] PITCHES = {62, 64, 66, 69, 71, 74};
  private static final int PAIRS = 3000;
  private static final int PHRASE_STEPS = BARS * BAR_STEPS;

  private EchoTunes() {}

  static MelodyCodec codec() {
    return new MelodyCodec(new CodecSpec("melody", 4));
  }

  /** A tune in D, of eighth notes, by its number. */
  public static Melody tune(long number) {
    List<MelodyNote> both = new ArrayList<>(phrase(number).notes());
    reply(number)
        .forEach(
            n ->
                both.add(new MelodyNote(n.startStep() + PHRASE_STEPS, n.lengthSteps(), n.pitch())));
    return melody(both, 2 * PHRASE_STEPS);
  }

  /** The phrase that its tune begins with. */
  public static Melody phrase(long number) {
    return melody(notes(number, 0), PHRASE_STEPS);
  }

  /** What follows that phrase. */
  public static List<MelodyNote> reply(long number) {
    return notes(number, 1);
  }

  private static List<MelodyNote> notes(long number, int higher) {
    Random random = new Random(number);
    List<MelodyNote> notes = new ArrayList<>();
    for (int step = 0; step < PHRASE_STEPS; step += 2) {
      int place = random.nextInt(PITCHES.length) + higher;
      notes.add(new MelodyNote(step, 2, PITCHES[place % PITCHES.length]));
    }
    return notes;
  }

  private static Melody melody(List<MelodyNote> notes, int steps) {
    return new Melody(
        4,
        notes,
        List.of(new Metre(0, new TimeSignature(2, 8))),
        Optional.of(KeySignature.parse("D")),
        steps);
  }

  /** As tokens. */
  static List<int[]> tokens(long from, long to) {
    List<int[]> all = new ArrayList<>();
    for (long number = from; number < to; number++) {
      all.add(codec().encode(tune(number)));
    }
    return all;
  }

  /** What learns them in some seconds. */
  static AnswererOptions options(int epochs, double scheduledSampling, long seed) {
    return new AnswererOptions(
        "gru",
        1,
        1,
        32,
        24,
        ritornello.nn.NetworkSpec.Scoring.DOT,
        0,
        0,
        scheduledSampling,
        0,
        0.02,
        epochs,
        PAIRS,
        32,
        2,
        seed);
  }
}
