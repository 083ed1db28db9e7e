package ritornello.jam;

import java.util.Optional;
import ritornello.play.LiveSequence;
import ritornello.play.Passage;
import ritornello.play.PassageSource;
import ritornello.play.PlayClock;
import ritornello.play.TempoSource;
import ritornello.score.TempoChange;
import ritornello.task.Improvisation;

/**
 * Gives endless music to a {@link LiveSequence}, bar by bar. Each is invented as soon as the one
 * before it begins; what is wished for until shortly before the bar line still changes it.
 */
public final class EndlessSource implements PassageSource, TempoSource {
  /** Enough to invent a bar anew, and for what a synthesizer is sent ahead. */
  private static final long MARGIN_MICROS = 400_000;

  private final EndlessMusic music;
  private final NextBar nextBar;
  private final Passages passages = new Passages();
  private Optional<Passage> previous = Optional.empty();
  private volatile double qpm;
  private volatile double factor = 1;

  /**
   * @param clock of the output
   */
  public EndlessSource(EndlessMusic music, PlayClock clock) {
    this.music = music;
    this.nextBar = new NextBar(clock, () -> MARGIN_MICROS);
    this.qpm = music.wish().qpm();
  }

  /** The sequence that plays it. */
  public void playedBy(LiveSequence sequence) {
    nextBar.of(sequence);
  }

  /** Plays faster or slower from the next bar on, 0.1 to 4 times. */
  public void factor(double times) {
    factor = Math.max(0.1, Math.min(4, times));
  }

  /** How many times faster than its own tempo it is played. */
  public double factor() {
    return factor;
  }

  @Override
  public Optional<Passage> next() throws InterruptedException {
    music.prepare();
    nextBar.await(
        previous.map(Passage::barTicks).orElse(0L), previous.map(Passage::bars).orElse(0));
    Improvisation.Bar bar = music.next();
    bar.score().tempos().stream().findFirst().map(TempoChange::qpm).ifPresent(told -> qpm = told);
    previous = Optional.of(passages.of(bar.score(), 1));
    return previous;
  }

  /** That of the bar that was made last, which is the one that begins. */
  @Override
  public double qpm(double quarter, double quarters, long micros) {
    return qpm * factor;
  }
}
