package ritornello.play;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import ritornello.score.Score;
import ritornello.score.TempoMap;

/**
 * One score being played, by the thread that calls {@link #play}, while others may send it commands
 * and ask how far it is.
 *
 * <p>A synthesizer gets what is played some time ahead, and that cannot be called back. So all that
 * changes by a command changes at the end of what is sent already, the <em>horizon</em>: that is a
 * tenth of a second later for a synthesizer, at once for a port.
 */
public final class Playback {
  /** How a playback came to its end. */
  public enum Ending {
    /** The music is over. */
    FINISHED,
    /** The listener wants to hear what comes next. */
    NEXT,
    /** The listener wants to hear what came before. */
    PREVIOUS,
    /** The listener wants to hear no more. */
    QUIT
  }

  /** Before the first note, so that it is not late. */
  static final long LEAD_MICROS = 60_000;

  /** After the last note, so that it rings out: a synthesizer's clock is ahead of its sound. */
  static final long RELEASE_MICROS = 1_200_000;

  private static final long LONGEST_NAP_MICROS = 250_000;

  private final Score score;
  private final TempoMap tempoMap;
  private final Timeline timeline;
  private final Sender sender;
  private final PlayClock clock;
  private final BooleanSupplier lost;
  private final PlaybackOptions options;
  private final Rendition rendition;
  private final Region region;
  private final ClockPulses pulses;
  private final Queue<Command> commands = new ConcurrentLinkedQueue<>();

  /** The first entry that is not yet played. */
  private int index;

  /** Of what is played; when paused, of where it stopped, at no moment of the clock. */
  private volatile Heard heard;

  /** Up to when, in the music, all is sent. */
  private long playedMicros;

  /** For when the last message was. */
  private long lastMicros;

  private volatile boolean started;
  private boolean overTheEnd;
  private Optional<Ending> ending = Optional.empty();
  private volatile Thread player;

  /**
   * @param lost whether the device is gone
   */
  Playback(
      Score score, PlaybackOptions options, Sender sender, PlayClock clock, BooleanSupplier lost) {
    this.score = score;
    this.options = options;
    this.sender = sender;
    this.clock = clock;
    this.lost = lost;
    tempoMap = score.tempoMap();
    timeline = Timeline.of(score);
    rendition = new Rendition(timeline, score.tracks().size(), options, sender);
    region = new Region(score, timeline, options);
    pulses = new ClockPulses(score, sender, options.sendsClock());
    Playhead head = new Playhead(clock.micros(), 0, options.factor());
    heard = new Heard(head, head, true);
  }

  /** Has something done, soon; from any thread. */
  public void send(Command command) {
    commands.add(command);
    LockSupport.unpark(player);
  }

  /**
   * Plays to the end, or until it is stopped. If the program ends meanwhile (Ctrl-C), all is
   * silent.
   *
   * @throws InterruptedException if interrupted; all is silent then
   * @throws DeviceLostException if the device has stopped working; all is silent then, as far as it
   *     still takes messages
   */
  public Ending play() throws InterruptedException {
    player = Thread.currentThread();
    return sender.whileOpen(this::run, Ending.QUIT);
  }

  private Ending run() throws InterruptedException {
    rehearse();
    long tick = options.skipLeadingSilence() ? timeline.firstNoteTick() : region.startTick();
    long start = clock.micros() + LEAD_MICROS;
    while (sender.horizon() < start) {
      clock.sleepUntil(start - sender.aheadMicros());
    }
    begin(timeline.indexAt(tick), tempoMap.microsAt(tick), start);
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (lost.getAsBoolean()) {
        throw new DeviceLostException("the device that it was played to is gone");
      }
      long horizon = sender.horizon();
      long next = playUpTo(horizon);
      for (Command c = commands.poll(); c != null && ending.isEmpty(); c = commands.poll()) {
        obey(c, horizon);
        next = horizon;
      }
      if (ending.isPresent()) {
        pulses.stop(horizon);
        return ending.get();
      }
      long until = Math.min(next - sender.aheadMicros(), clock.micros() + LONGEST_NAP_MICROS);
      if (until > clock.micros()) {
        clock.sleepUntil(until);
      }
    }
  }

  /** Plays a note to nobody: what the JVM loads by that would make the first note late. */
  private void rehearse() {
    Rendition rehearsal =
        new Rendition(timeline, score.tracks().size(), options, sender.toNobody());
    int first = timeline.indexAt(timeline.firstNoteTick());
    timeline.entries().stream().skip(first).limit(2).forEach(entry -> rehearsal.send(entry, 0));
    rehearsal.release(first, 0);
  }

  /** Sends all that is due until then; returns when the next thing is due. */
  private long playUpTo(long horizon) {
    while (!heard.paused() && ending.isEmpty()) {
      int stop = overTheEnd ? index : region.boundaryIndex(index, playedMicros);
      long entryAt = index < stop ? clockOf(timeline.get(index).micros()) : Long.MAX_VALUE;
      long lineAt = index < stop ? Long.MAX_VALUE : lineAt();
      long pulseAt = overTheEnd ? Long.MAX_VALUE : pulses.nextMicros(heard.head());
      long next = Math.min(pulseAt, Math.min(entryAt, lineAt));
      if (next > horizon) {
        playedMicros = heard.sentAt(horizon);
        return next;
      }
      if (pulseAt == next) {
        pulses.send(next);
      } else if (entryAt == next) {
        lastMicros = next;
        rendition.send(timeline.get(index++), next);
      } else {
        crossLine(next);
      }
    }
    return Long.MAX_VALUE;
  }

  private long clockOf(long musicMicros) {
    return heard.head().clockAt(musicMicros);
  }

  /** When the end of the loop or of the music is reached, or it has rung out. */
  private long lineAt() {
    if (overTheEnd) {
      return lastMicros + RELEASE_MICROS + sender.aheadMicros();
    }
    OptionalLong line = region.boundaryTick(index, playedMicros);
    return line.isPresent() ? clockOf(tempoMap.microsAt(line.getAsLong())) : lastMicros;
  }

  private void crossLine(long when) {
    if (overTheEnd) {
      ending = Optional.of(Ending.FINISHED);
    } else if (region.loopsAt(index, playedMicros)) {
      seek(region.loopStartTick(), when);
    } else {
      if (region.boundaryTick(index, playedMicros).isPresent()) {
        rendition.release(index, when);
        lastMicros = when;
      }
      pulses.stop(when);
      overTheEnd = true;
    }
  }

  private void begin(int at, long music, long when) {
    index = at;
    overTheEnd = false;
    lastMicros = when;
    playedMicros = music;
    Playhead head = new Playhead(when, music, heard.head().factor());
    heard = new Heard(head, started ? heard.head() : head, false);
    pulses.begin(music, when);
    rendition.chase(index, music, when, !started);
    started = true;
  }

  private void obey(Command command, long when) {
    long music = heard.sentAt(when);
    int sounding = heard.paused() ? 0 : index;
    if (command instanceof Command.TogglePause) {
      togglePause(music, when);
    } else if (command instanceof Command.SeekBars seek) {
      seek(region.seekTick(seek.bars(), music, !heard.paused()), when);
    } else if (command instanceof Command.SeekStart) {
      seek(region.startTick(), when);
    } else if (command instanceof Command.ScaleTempo scale) {
      tempo(PlaybackOptions.nearestFactor(heard.head().factor() * scale.times()), when);
    } else if (command instanceof Command.OwnTempo) {
      tempo(1, when);
    } else if (command instanceof Command.Transpose transpose) {
      rendition.transpose(transpose.semitones(), sounding, music, when);
    } else if (command instanceof Command.ToggleMute mute) {
      rendition.toggleMute(mute.track(), sounding, music, when);
    } else if (command instanceof Command.ToggleSolo solo) {
      rendition.toggleSolo(solo.track(), sounding, music, when);
    } else if (command instanceof Command.Stop stop) {
      ending = Optional.of(stop.ending());
    } else {
      region.obey(command, music);
    }
  }

  private void togglePause(long music, long when) {
    if (heard.paused()) {
      begin(index, music, when);
    } else {
      pauseAt(music, when);
    }
  }

  private void pauseAt(long music, long when) {
    rendition.release(index, when);
    pulses.stop(when);
    Playhead head = new Playhead(when, music, heard.head().factor());
    heard = new Heard(head, head, true);
  }

  private void seek(long tick, long when) {
    long music = tempoMap.microsAt(tick);
    if (heard.paused()) {
      index = timeline.indexAt(tick);
      Playhead head = new Playhead(when, music, heard.head().factor());
      heard = new Heard(head, head, true);
    } else {
      rendition.release(index, when);
      pulses.stop(when);
      begin(timeline.indexAt(tick), music, when);
    }
  }

  private void tempo(double factor, long when) {
    Playhead head = heard.head();
    Playhead changed =
        heard.paused() ? new Playhead(when, head.micros(), factor) : head.withFactor(factor, when);
    heard = new Heard(changed, head, heard.paused());
  }

  /** How far it is; from any thread. */
  public PlaybackStatus status() {
    Heard now = heard;
    long length = tempoMap.microsAt(score.endTick());
    long micros = Math.max(0, Math.min(now.musicAt(clock.micros()), length));
    long tick = tempoMap.tickAt(micros);
    double factor = now.head().factor();
    return new PlaybackStatus(
        now.paused() && started,
        region.barAt(tick),
        region.beatAt(tick),
        region.timeSignatureAt(tick),
        micros,
        length,
        tempoMap.tempoAt(tick).qpm() * factor,
        factor,
        rendition.transposition(),
        region.loop(),
        rendition.muted(),
        rendition.solo());
  }
}
