package ritornello.corpus;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ritornello.token.Codec;
import ritornello.token.EpochChance;
import ritornello.token.TokenSource;

/**
 * Pieces in another order each epoch and, if wished, in other keys, a little faster or slower, and
 * louder or softer, as far as their codec tells such things.
 */
final class TrainingSource implements TokenSource {
  /** From a fourth down to a tritone up: each of the twelve keys once. */
  private static final int LEAST_SEMITONES = -5;

  private static final int MOST_SEMITONES = 6;

  /** Semitones, as it were: about 6 % faster or slower, which no listener minds. */
  private static final double MOST_STRETCH = 1.0 / 12;

  /** Of 32 velocities; 8 of MIDI's 127. */
  private static final int MOST_LOUDER = 2;

  private final List<Piece> pieces;
  private final Codec codec;
  private final long seed;
  private final boolean augment;

  TrainingSource(List<Piece> pieces, Codec codec, long seed, boolean augment) {
    this.pieces = pieces;
    this.codec = codec;
    this.seed = seed;
    this.augment = augment;
  }

  @Override
  public Iterator<int[]> epoch(long epoch) {
    EpochChance chance = new EpochChance(seed, epoch);
    return IntStream.of(chance.order(pieces.size()))
        .mapToObj(index -> piece(chance, index))
        .iterator();
  }

  @Override
  public int count() {
    return pieces.size();
  }

  @Override
  public long tokens() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }

  private int[] piece(EpochChance chance, int index) {
    int[] piece = pieces.get(index).tokens();
    return augment ? augmented(piece, chance.of(index)) : piece;
  }

  private int[] augmented(int[] piece, SplittableRandom random) {
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
