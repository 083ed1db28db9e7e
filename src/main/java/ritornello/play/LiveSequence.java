package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sound.midi.ShortMessage;
import ritornello.play.Playback.Ending;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;

/**
 * Music that is made while it is played: a {@link PassageSource} is asked for bars ahead of the
 * playhead, on a thread of its own. Where it is late, a bridge is played until it has caught up, so
 * that there is neither silence nor a note that hangs. The tempo may change at each bar line.
 *
 * <p>As in a {@link Playback}, what is sent to a synthesizer is sent some time ahead, and
 * everything changes from there on.
 */
public final class LiveSequence {
  private static final long LONGEST_NAP_MICROS = 100_000;
  private static final double SLOWEST_QPM = 10;
  private static final double FASTEST_QPM = 1000;

  private final LiveOptions options;
  private final TempoSource tempoSource;
  private final Sender sender;
  private final PlayClock clock;
  private final BooleanSupplier lost;
  private final PassageFeed feed;
  private final LiveEvents events;
  private final List<TempoChange> tempos = new ArrayList<>();
  private final List<TimeSignatureChange> metres = new ArrayList<>();

  private volatile Position position;
  private volatile boolean stopped;
  private volatile boolean stopsAtBar;
  private volatile boolean metronome;
  private volatile Thread player;

  private Passage passage;
  private int barsLeft;
  private long barEndTick;
  private long pulseTick;
  private boolean over;
  private int bridges;

  /**
   * Where it is.
   *
   * @param startMicros when it began, on the clock of the output
   * @param bar that is sent, counted from 0; -1 before the first
   * @param barTick its start
   * @param tempoMap up to and with that bar
   * @param bridges how many bars had to be bridged so far
   */
  public record Position(
      long startMicros, long bar, long barTick, TempoMap tempoMap, int ppq, int bridges) {

    /** Quarter notes from the start of the music, at a moment of the clock. */
    public double quarterAt(long micros) {
      return (double) tempoMap.tickAt(micros - startMicros) / ppq;
    }

    /** When a quarter note is played, if the tempo stays as it is. */
    public long microsAt(double quarter) {
      return startMicros + tempoMap.microsAt(Math.round(quarter * ppq));
    }
  }

  LiveSequence(
      PassageFeed feed,
      LiveOptions options,
      TempoSource tempoSource,
      Sender sender,
      PlayClock clock,
      BooleanSupplier lost) {
    this.feed = feed;
    this.options = options;
    this.tempoSource = tempoSource;
    this.sender = sender;
    this.clock = clock;
    this.lost = lost;
    events = new LiveEvents(sender);
    position = new Position(clock.micros(), -1, 0, tempoMap(), options.ppq(), 0);
  }

  private TempoMap tempoMap() {
    return new TempoMap(options.ppq(), tempos);
  }

  /**
   * Plays until the source has no more, or it is stopped. If the program ends meanwhile (Ctrl-C),
   * all is silent.
   *
   * @throws InterruptedException if interrupted; all is silent then
   * @throws DeviceLostException if the device has stopped working
   * @throws RuntimeException what the source threw; all is silent then
   */
  public Ending play() throws InterruptedException {
    player = Thread.currentThread();
    Thread ahead = feed.thread();
    ahead.start();
    try {
      return playFed();
    } finally {
      ahead.interrupt();
    }
  }

  /** The same, where somebody else sees to it that music is made. */
  Ending playFed() throws InterruptedException {
    return sender.whileOpen(this::run, Ending.QUIT);
  }

  private Ending run() throws InterruptedException {
    Optional<Passage> first = feed.poll();
    while (first.isEmpty() && !feed.isOver()) {
      nap(Long.MAX_VALUE);
      if (stopped || stopsAtBar) {
        return Ending.QUIT;
      }
      first = feed.poll();
    }
    if (first.isEmpty()) {
      return Ending.FINISHED;
    }
    long start = clock.micros() + Playback.LEAD_MICROS;
    position = new Position(start, -1, 0, tempoMap(), options.ppq(), 0);
    begin(first.get());
    clockMessage(ShortMessage.START, start);
    beginBar(0);
    while (!stopped) {
      long next = playUpTo(sender.horizon());
      if (next == Long.MAX_VALUE) {
        break;
      }
      nap(next - sender.aheadMicros());
    }
    clockMessage(ShortMessage.STOP, sender.horizon());
    return stopped || stopsAtBar ? Ending.QUIT : Ending.FINISHED;
  }

  private void nap(long until) throws InterruptedException {
    clock.sleepUntil(Math.min(until, clock.micros() + LONGEST_NAP_MICROS));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    } else if (lost.getAsBoolean()) {
      throw new DeviceLostException("the device that it was played to is gone");
    }
  }

  /** Sends all that is due until then; returns when the next thing is due, if anything is. */
  private long playUpTo(long horizon) {
    while (true) {
      long tick = Math.min(events.nextTick(), over ? Long.MAX_VALUE : barEndTick);
      if (tick == Long.MAX_VALUE) {
        long rungOut = microsAt(barEndTick) + Playback.RELEASE_MICROS;
        return clock.micros() >= rungOut ? Long.MAX_VALUE : rungOut + sender.aheadMicros();
      }
      if (options.sendsClock() && !over) {
        tick = Math.min(tick, pulseTick);
      }
      long when = microsAt(tick);
      if (when > horizon) {
        return when;
      }
      if (!over && options.sendsClock() && tick == pulseTick && tick < barEndTick) {
        clockMessage(ShortMessage.TIMING_CLOCK, when);
        pulseTick += options.ppq() / ClockPulses.PULSES_A_QUARTER;
      } else if (!over && tick == barEndTick) {
        nextBar();
      } else {
        events.sendNext(when);
      }
    }
  }

  private long microsAt(long tick) {
    return position.startMicros() + position.tempoMap().microsAt(tick);
  }

  private void clockMessage(int status, long when) {
    if (options.sendsClock()) {
      sender.send(Messages.system(status), when);
    }
  }

  private void nextBar() {
    if (stopsAtBar) {
      over = true;
    } else if (barsLeft > 0) {
      beginBar(barEndTick);
    } else {
      Optional<Passage> next = feed.poll();
      over = next.isEmpty() && feed.isOver();
      if (!over) {
        bridges += next.isEmpty() ? 1 : 0;
        begin(next.orElseGet(() -> options.bridge().apply(passage)));
        beginBar(barEndTick);
      }
    }
  }

  private void begin(Passage next) {
    if (next.ppq() != options.ppq()) {
      throw new IllegalArgumentException(
          "a passage has " + next.ppq() + " ticks a quarter note, not " + options.ppq());
    }
    passage = next;
    barsLeft = next.bars();
    next.tracks().forEach(track -> events.add(track, barEndTick));
    TimeSignature metre = next.timeSignature();
    if (metres.isEmpty() || !metres.get(metres.size() - 1).timeSignature().equals(metre)) {
      metres.add(new TimeSignatureChange(barEndTick, metre));
    }
  }

  private void beginBar(long tick) {
    long start = microsAt(tick);
    double quarters = passage.timeSignature().quartersPerBar();
    double wanted = tempoSource.qpm((double) tick / options.ppq(), quarters, start);
    double qpm = Math.max(SLOWEST_QPM, Math.min(FASTEST_QPM, wanted));
    TempoChange tempo = TempoChange.ofQpm(tick, qpm);
    int size = tempos.size();
    if (size == 0 || tempos.get(size - 1).microsPerQuarter() != tempo.microsPerQuarter()) {
      tempos.add(tempo);
    }
    barsLeft--;
    barEndTick = tick + passage.barTicks();
    if (metronome) {
      events.add(Metronome.bar(passage.timeSignature(), options.ppq()), tick);
    }
    position =
        new Position(
            position.startMicros(), position.bar() + 1, tick, tempoMap(), options.ppq(), bridges);
    long aheadTicks =
        position.tempoMap().tickAt(position.tempoMap().microsAt(tick) + options.aheadMicros())
            - tick;
    long wantedTicks = Math.max(options.aheadBars() * passage.barTicks(), aheadTicks);
    feed.want(Math.max(1, wantedTicks - barsLeft * passage.barTicks()));
  }

  /** Ends it at once; from any thread. */
  public void stop() {
    stopped = true;
    LockSupport.unpark(player);
  }

  /** Ends it at the next bar line, and lets the last notes end; from any thread. */
  public void stopAtBar() {
    stopsAtBar = true;
  }

  /** Lets a metronome click from the next bar on, or no longer; from any thread. */
  public void metronome(boolean on) {
    metronome = on;
  }

  /** Where it is; from any thread. */
  public Position position() {
    return position;
  }

  /** The tempos that were played; when it is over. */
  public List<TempoChange> tempos() {
    return List.copyOf(tempos);
  }

  /** The metres that were played; when it is over. */
  public List<TimeSignatureChange> metres() {
    return List.copyOf(metres);
  }

  /**
   * Sends a message at once, between those of the music: what somebody else plays along. Its notes
   * are ended with all others. A recording is not told; who plays it may tell it, see {@link
   * SessionRecorder#played}.
   */
  public void through(ShortMessage message) {
    sender.sendNow(message);
  }
}
