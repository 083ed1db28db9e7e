package ritornello.play;

import java.util.Optional;
import java.util.OptionalLong;
import ritornello.play.PlaybackStatus.LoopedBars;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.TempoMap;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;

/** The bars of a score, and which of them are played and repeated. */
final class Region {
  /** A shorter loop is none. */
  private static final long SHORTEST_LOOP_MICROS = 20_000;

  private static final long ROUNDING_MICROS = 1000;

  /** Who goes back within so much of a bar's start means the bar before. */
  private static final long JUST_BEGUN_MICROS = 600_000;

  private final Score score;
  private final Timeline timeline;
  private final TempoMap tempoMap;
  private final ScoreBars bars;
  private final long lastBar;
  private final long firstBar;

  /** The bar after the last that is played, if it does not go to the end. */
  private final OptionalLong stopBar;

  private volatile LoopedBars looped;
  private volatile boolean loops;

  Region(Score score, Timeline timeline, PlaybackOptions options) {
    this.score = score;
    this.timeline = timeline;
    tempoMap = score.tempoMap();
    bars = ScoreBars.of(score);
    lastBar = bars.barAt(Math.max(0, score.endTick() - 1));
    firstBar = options.fromBar();
    loops = options.loop();
    OptionalLong to = options.toBar();
    stopBar = to.isPresent() && !loops ? OptionalLong.of(to.getAsLong() + 1) : OptionalLong.empty();
    looped = new LoopedBars(firstBar, to.orElse(Math.max(lastBar, firstBar)));
  }

  /** Where it begins. */
  long startTick() {
    return bars.startTick(firstBar);
  }

  long loopStartTick() {
    return bars.startTick(looped.from());
  }

  private long loopEndTick() {
    return bars.startTick(looped.to() + 1);
  }

  /**
   * Whether what goes on here is repeated.
   *
   * @param index of the next entry
   * @param micros of the music, up to which it is played
   */
  boolean loopsAt(int index, long micros) {
    return loops
        && index <= timeline.indexAfter(loopEndTick())
        && micros <= tempoMap.microsAt(loopEndTick()) + ROUNDING_MICROS
        && tempoMap.microsAt(loopEndTick()) - tempoMap.microsAt(loopStartTick())
            >= SHORTEST_LOOP_MICROS;
  }

  /** Where the music that goes on here ends or goes back; nowhere if at the end. */
  OptionalLong boundaryTick(int index, long micros) {
    if (loopsAt(index, micros)) {
      return OptionalLong.of(loopEndTick());
    } else if (stopBar.isPresent()) {
      long tick = bars.startTick(stopBar.getAsLong());
      return index <= timeline.indexAfter(tick) ? OptionalLong.of(tick) : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  /** Index of the first entry over that line. */
  int boundaryIndex(int index, long micros) {
    OptionalLong tick = boundaryTick(index, micros);
    return tick.isPresent() ? timeline.indexAfter(tick.getAsLong()) : timeline.size();
  }

  long barAt(long tick) {
    return bars.barAt(tick);
  }

  /** Counted from 0, in notes of the metre's denominator. */
  int beatAt(long tick) {
    long into = tick - bars.startTick(bars.barAt(tick));
    return (int) (into * timeSignatureAt(tick).denominator() / (4L * score.ppq()));
  }

  TimeSignature timeSignatureAt(long tick) {
    TimeSignature found = TimeSignature.COMMON;
    for (TimeSignatureChange change : score.timeSignatures()) {
      if (change.tick() <= tick) {
        found = change.timeSignature();
      }
    }
    return found;
  }

  /**
   * Where so many bars on begin, or back: there first where the bar that is played begins, unless
   * that has just happened. Who goes on inside of a loop comes to its start after its end.
   */
  long seekTick(int by, long micros, boolean playing) {
    long bar = barAtMicros(micros);
    long into = micros - tempoMap.microsAt(bars.startTick(bar));
    long target = bar + by + (by < 0 && playing && into > JUST_BEGUN_MICROS ? 1 : 0);
    LoopedBars range = looped;
    if (loops && bar >= range.from() && bar <= range.to() && target > range.to()) {
      target = range.from();
    }
    return bars.startTick(Math.max(0, Math.min(target, lastBar + 1)));
  }

  private long barAtMicros(long micros) {
    return bars.barAt(Math.max(0, tempoMap.tickAt(micros)));
  }

  /** Changes the loop, if that is what the command wants. */
  void obey(Command command, long micros) {
    long bar = barAtMicros(micros);
    if (command instanceof Command.ToggleLoop) {
      loops = !loops;
    } else if (command instanceof Command.LoopFromHere) {
      looped = new LoopedBars(bar, looped.to() < bar ? Math.max(bar, lastBar) : looped.to());
    } else if (command instanceof Command.LoopToHere) {
      looped = new LoopedBars(looped.from() > bar ? 0 : looped.from(), bar);
      loops = true;
    }
  }

  /** The bars that are repeated, if some are. */
  Optional<LoopedBars> loop() {
    return loops ? Optional.of(looped) : Optional.empty();
  }
}
