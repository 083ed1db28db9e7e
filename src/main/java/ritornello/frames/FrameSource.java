package ritornello.frames;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.token.EpochChance;
import ritornello.token.TokenSource;

/** Pieces as symbols of a script; to learn from, in another order and other keys each epoch. */
final class FrameSource implements TokenSource {
  private final List<FrameSequence> sequences;
  private final View.Script script;
  private final boolean shuffles;
  private final int transpose;
  private final long seed;

  private FrameSource(
      List<FrameSequence> sequences,
      View.Script script,
      boolean shuffles,
      int transpose,
      long seed) {
    this.sequences = List.copyOf(sequences);
    this.script = script;
    this.shuffles = shuffles;
    this.transpose = transpose;
    this.seed = seed;
  }

  /** As they are, always in the same order. */
  static FrameSource of(List<FrameSequence> sequences, View.Script script) {
    return new FrameSource(sequences, script, false, 0, 0);
  }

  /**
   * To learn from.
   *
   * @param transpose how far they are moved at most, in semitones
   */
  static FrameSource learned(
      List<FrameSequence> sequences, View.Script script, int transpose, long seed) {
    return new FrameSource(sequences, script, true, transpose, seed);
  }

  @Override
  public Iterator<int[]> epoch(long epoch) {
    EpochChance chance = new EpochChance(seed, epoch);
    IntStream order =
        shuffles
            ? IntStream.of(chance.order(sequences.size()))
            : IntStream.range(0, sequences.size());
    return order.mapToObj(index -> script.symbols(moved(chance, index))).iterator();
  }

  private FrameSequence moved(EpochChance chance, int index) {
    FrameSequence sequence = sequences.get(index);
    int least = Math.max(-transpose, -sequence.lowest());
    int most = Math.min(transpose, FrameSequence.KEYS - 1 - sequence.highest());
    int semitones = chance.of(index).nextInt(least, most + 1);
    return semitones == 0 ? sequence : sequence.rotated(semitones);
  }

  @Override
  public int count() {
    return sequences.size();
  }

  @Override
  public long tokens() {
    return sequences.stream().mapToLong(script::steps).sum();
  }
}
