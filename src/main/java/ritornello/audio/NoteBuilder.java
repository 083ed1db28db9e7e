package ritornello.audio;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes notes of segments: puts their beginnings where something is struck or begins to sound,
 * divides a pitch that is struck again, joins what is one note with a jump to its octave or a
 * slide, and leaves out what is too short or hardly has a pitch.
 */
final class NoteBuilder {
  /** 58 ms. */
  private static final int FEWEST_FRAMES = 10;

  /** How much of a note must have a pitch. */
  private static final double PITCHED_SHARE = 0.5;

  /** A beginning is looked for so many frames before the change of pitch, and after it. */
  private static final int FRAMES_BEFORE = 10;

  private static final int FRAMES_AFTER = 6;

  /** The rise that a beginning has which is to be found there. */
  private static final float CLEAR_RISE = 0.08f;

  private static final float LITTLE = 0.35f;

  /** An overtone that was taken for the pitch is no longer than this, 150 ms. */
  private static final int LONGEST_JUMP = 26;

  /** Who slides into a note, or off it, is on the way for no longer than this, 93 ms. */
  private static final int LONGEST_SLIDE = 16;

  private static final double LARGEST_SLIDE = 1.3;

  /** So many frames from where a pitch changes, a rise belongs to that. */
  private static final int RISE_REACH = 5;

  private static final double[] OVERTONES = {12, 19, 24};
  private static final double OVERTONE_TOLERANCE = 0.6;

  /** Farther from its segment's pitch it is a mistake, or on the way to another note. */
  private static final double NEAR = 1.5;

  /** A pitch that goes so far to both sides, for longer than once or twice, is a vibrato. */
  private static final double VIBRATO = 0.2;

  private static final double VIBRATO_SECONDS = 0.25;

  /** A note that has become so much quieter than it began is over. */
  private static final float DECAY_DB = 35;

  private static final int VELOCITY_FRAMES = 20;

  private final FrameHistory history;
  private final Consumer<HeardNote> notes;
  private final Reattacks reattacks;
  private Optional<Segment> waiting = Optional.empty();
  private long lastStart = Long.MIN_VALUE / 2;

  /**
   * @param notes gets one after the other, with the pitch as it was heard, not tuned
   */
  NoteBuilder(FrameHistory history, Consumer<HeardNote> notes) {
    this.history = history;
    this.notes = notes;
    this.reattacks = new Reattacks(history);
  }

  void accept(Segment segment) {
    if (waiting.isEmpty()) {
      waiting = Optional.of(segment);
      return;
    }
    Segment before = waiting.get();
    Optional<Segment> joined = joined(before, segment);
    if (joined.isEmpty()) {
      build(before);
    }
    waiting = joined.or(() -> Optional.of(segment));
  }

  /**
   * Tells that another frame has been heard, so that a note need not wait for the end of what
   * follows it.
   *
   * @param inNote whether the latest frame is in a note, as far as can be told
   */
  void advance(boolean inNote) {
    if (waiting.isEmpty() || !waiting.get().isNote()) {
      return;
    }
    long since = history.count() - waiting.get().to();
    boolean silent = !inNote && since > LONGEST_JUMP;
    boolean settled = since > 2 * LONGEST_JUMP && waiting.get().frames() > LONGEST_JUMP;
    if (silent || settled) {
      finish();
    }
  }

  void finish() {
    waiting.ifPresent(this::build);
    waiting = Optional.empty();
  }

  private Optional<Segment> joined(Segment before, Segment after) {
    if (!before.isNote() || !after.isNote()) {
      return Optional.empty();
    }
    double apart = Math.abs(before.pitch() - after.pitch());
    long shorter = Math.min(before.frames(), after.frames());
    boolean overtone =
        Arrays.stream(OVERTONES).anyMatch(o -> Math.abs(apart - o) < OVERTONE_TOLERANCE);
    boolean one =
        (overtone && shorter <= LONGEST_JUMP)
            || (apart < LARGEST_SLIDE && shorter <= LONGEST_SLIDE);
    if (!one || rise(after.from(), RISE_REACH, RISE_REACH) > CLEAR_RISE) {
      return Optional.empty();
    }
    Segment longer = before.frames() >= after.frames() ? before : after;
    return Optional.of(new Segment(longer.pitch(), before.from(), after.to()));
  }

  private float rise(long frame, int before, int after) {
    return history.get(strongest(frame, before, after)).rise();
  }

  private long strongest(long frame, int before, int after) {
    long first = Math.max(history.first(), frame - before);
    long last = Math.min(history.count() - 1, frame + after);
    long strongest = Math.min(frame, last);
    for (long i = first; i <= last; i++) {
      if (history.get(i).rise() > history.get(strongest).rise()) {
        strongest = i;
      }
    }
    return strongest;
  }

  private void build(Segment segment) {
    if (!segment.isNote() || segment.frames() < FEWEST_FRAMES / 2) {
      return;
    }
    long start = beginning(segment);
    for (long again : reattacks.in(start, segment.to())) {
      long begins = risesFrom(again);
      if (begins - start >= FEWEST_FRAMES + FRAMES_AFTER) {
        note(segment.pitch(), start, begins);
        start = begins;
      }
    }
    note(segment.pitch(), start, end(segment));
  }

  /** Where it ends: before what follows is struck. */
  private long end(Segment segment) {
    long clear = strongest(segment.to(), FRAMES_BEFORE, FRAMES_AFTER);
    boolean struck = history.get(clear).rise() > CLEAR_RISE;
    return struck ? Math.min(segment.to(), risesFrom(clear)) : segment.to();
  }

  private long beginning(Segment segment) {
    long clear = strongest(segment.from(), FRAMES_BEFORE, FRAMES_AFTER);
    boolean found = history.get(clear).rise() > CLEAR_RISE && clear > lastStart + FEWEST_FRAMES / 2;
    return found ? risesFrom(clear) : segment.from();
  }

  /** Where a rise begins that is strongest here: a soft beginning is a long one. */
  private long risesFrom(long strongest) {
    float little = LITTLE * history.get(strongest).rise();
    long start = Math.max(history.first(), strongest - FRAMES_BEFORE);
    while (history.get(start).rise() < little) {
      start++;
    }
    return start;
  }

  private void note(double pitch, long from, long to) {
    if (to - from < FEWEST_FRAMES) {
      return;
    }
    float loudest = loudest(from, Math.min(to, from + VELOCITY_FRAMES));
    double[] pitches = new double[(int) (to - from)];
    int pitched = 0;
    long end = from;
    for (long i = from; i < to; i++) {
      Frame frame = history.get(i);
      if (frame.isPitched() && Math.abs(frame.pitch() - pitch) < NEAR) {
        pitches[pitched++] = frame.pitch();
        end = frame.level() > loudest - DECAY_DB ? i + 1 : end;
      }
    }
    if (end - from < FEWEST_FRAMES || pitched < PITCHED_SHARE * (end - from)) {
      return;
    }
    Arrays.sort(pitches, 0, pitched);
    lastStart = from;
    double onset = Math.max(0, from * FrameAnalysis.HOP_SECONDS);
    double seconds = (end - from) * FrameAnalysis.HOP_SECONDS;
    double middle = middle(Arrays.copyOf(pitches, pitched), seconds);
    notes.accept(new HeardNote(onset, seconds, middle, 0, velocity(loudest)));
  }

  private float loudest(long from, long to) {
    float loudest = LevelGate.QUIETEST_DB;
    for (long i = from; i < to; i++) {
      loudest = Math.max(loudest, history.get(i).level());
    }
    return loudest;
  }

  /** The median; of a vibrato what it swings around, for it may begin and end anywhere. */
  private static double middle(double[] sorted, double seconds) {
    double low = sorted[sorted.length / 10];
    double high = sorted[sorted.length - 1 - sorted.length / 10];
    double median = sorted[sorted.length / 2];
    boolean swings = Math.min(high - median, median - low) > VIBRATO && seconds > VIBRATO_SECONDS;
    return swings ? (low + high) / 2 : median;
  }

  /** 2 dB a step: -50 dB and less is 16, -3 dB 110. */
  private static int velocity(float level) {
    return (int) Math.max(16, Math.min(127, Math.round(116 + 2.0 * level)));
  }
}
