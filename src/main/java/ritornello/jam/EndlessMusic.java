package ritornello.jam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.score.KeySignature;
import ritornello.score.Score;
import ritornello.task.Improvisation;

/**
 * Music without end, from the live recurrent state. What is wished for may change while it plays,
 * from any thread; the next bar is the first that keeps to it. In another key, or by another model,
 * it goes on from the bars before: with another key they are moved there first.
 */
public final class EndlessMusic {
  /** What a new key or model goes on from. */
  private static final int BARS_REMEMBERED = 4;

  private static final int OCTAVE = 12;

  private final long randomSeed;
  private final List<Improvisation.Bar> latest = new ArrayList<>();
  private volatile Wish wish;
  private Improvisation improvisation;
  private long begun;

  /**
   * Begins it; the same wish, seed and changes after the same bars give the same music.
   *
   * @param heard what it goes on from, if anything
   * @throws IllegalArgumentException if something that is wished for makes no sense for the model
   */
  public EndlessMusic(Wish wish, Optional<Score> heard, long randomSeed) {
    this.wish = wish;
    this.randomSeed = randomSeed;
    this.improvisation = Opening.begin(wish, heard, randomSeed);
  }

  /** What is wished for now. */
  public Wish wish() {
    return wish;
  }

  /** Invents the next bar already, so that it is there when it is asked for. */
  public synchronized void prepare() {
    improvisation.prepare();
  }

  /** The next bar. */
  public synchronized Improvisation.Bar next() {
    Improvisation.Bar bar = improvisation.next();
    latest.add(bar);
    if (latest.size() > BARS_REMEMBERED) {
      latest.remove(0);
    }
    return bar;
  }

  /**
   * From the next bar on it is to be like this.
   *
   * @throws IllegalArgumentException if something makes no sense for the model; nothing changes
   *     then
   */
  public synchronized void change(Wish other) {
    boolean anew =
        !other.model().equals(wish.model())
            || !other.key().equals(wish.key())
            || !other.metre().equals(wish.metre())
            || other.qpm() != wish.qpm()
            || other.program() != wish.program();
    if (anew) {
      Optional<Score> heard =
          latest.isEmpty() || !other.metre().equals(wish.metre())
              ? Optional.empty()
              : Optional.of(Phrases.moved(Phrases.joined(latest), semitones(other.key())));
      improvisation = Opening.begin(other, heard, randomSeed + ++begun);
    } else {
      improvisation.change(other.sampler(), Opening.constraints(other));
    }
    wish = other;
  }

  /** To the nearest tonic of the other key; nowhere if one of them is the model's choice. */
  private int semitones(Optional<KeySignature> other) {
    if (other.isEmpty() || wish.key().isEmpty()) {
      return 0;
    }
    int up = Math.floorMod(other.get().tonic() - wish.key().get().tonic(), OCTAVE);
    return up > OCTAVE / 2 ? up - OCTAVE : up;
  }
}
