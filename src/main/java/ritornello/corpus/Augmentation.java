package ritornello.corpus;

import java.util.SplittableRandom;
import ritornello.token.Codec;

/**
 * Pieces in other keys, a little faster or slower, and louder or softer, as far as their codec
 * tells such things.
 */
record Augmentation(Codec codec) {
  /** From a fourth down to a tritone up: each of the twelve keys once. */
  private static final int LEAST_SEMITONES = -5;

  private static final int MOST_SEMITONES = 6;

  /** Semitones, as it were: about 6 % faster or slower, which no listener minds. */
  private static final double MOST_STRETCH = 1.0 / 12;

  /** Of 32 velocities; 8 of MIDI's 127. */
  private static final int MOST_LOUDER = 2;

  /** One of its variants. */
  int[] of(int[] piece, SplittableRandom random) {
    int semitones = codec.isKeyRelative() ? 0 : semitones(piece, random);
    int[] moved = semitones == 0 ? piece : codec.transpose(piece, semitones);
    double factor = Math.pow(2, random.nextDouble(-MOST_STRETCH, MOST_STRETCH));
    return codec.louder(codec.stretch(moved, factor), louder(moved, random));
  }

  /** One of the changes that keep within the codec's velocities; 0 where there is none. */
  private int louder(int[] piece, SplittableRandom random) {
    int[] range = codec.velocityRange(piece);
    if (range.length == 0) {
      return 0;
    }
    int least = Math.max(-MOST_LOUDER, -range[0]);
    int most = Math.min(MOST_LOUDER, codec.velocities() - 1 - range[1]);
    return random.nextInt(least, most + 1);
  }

  /** One of the transpositions that keep within the range; 0 where there is none. */
  private int semitones(int[] piece, SplittableRandom random) {
    int[] range = codec.pitchRange(piece);
    int[] within = codec.instrumentRange();
    if (range.length == 0) {
      return 0;
    }
    int least = Math.max(LEAST_SEMITONES, within[0] - range[0]);
    int most = Math.min(MOST_SEMITONES, within[1] - range[1]);
    return least > most ? 0 : random.nextInt(least, most + 1);
  }
}
