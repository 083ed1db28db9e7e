package ritornello.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Divides frames into segments of constant pitch and silences, so that together they cost least: a
 * frame costs by how far it is from its segment's pitch (squared, but no more than {@code 1}), and
 * each segment costs as much as a few wrong frames.
 *
 * <p>This is the Potts model (see M. Storath and A. Weinmann, "Fast partitioning of vector-valued
 * images", 2014, for its use on signals) with a robust distance, solved by the Viterbi algorithm.
 * So a vibrato around a pitch is one segment, for staying costs less than leaving twice; a glitch
 * or a jump to the octave is none if it is short; and there is hysteresis without a rule for it.
 *
 * <p>A segment is handed on as soon as every way to go on has it.
 */
final class PitchPath {
  /** Pitches to a semitone. */
  private static final int FINENESS = 4;

  private static final int PITCHES =
      (int) ((FrameAnalysis.HIGHEST_PITCH - FrameAnalysis.LOWEST_PITCH) * FINENESS) + 1;

  /** To another pitch: nobody sings or plays notes shorter than this many frames, 52 ms. */
  private static final double CHANGE = 9;

  /** Where something is struck, that costs less by up to this share. */
  private static final double STRUCK_DISCOUNT = 0.45;

  /** The rise that is clearly something struck. */
  private static final double CLEAR_RISE = 0.2;

  /** A rise counts a little longer than it lasts: by a tenth less from frame to frame. */
  private static final double RISE_FADES = 0.9;

  private static final double BEGIN = 6;
  private static final double END = 4;

  /** Of a frame with a pitch, in a silence. */
  private static final double PITCHED_SILENCE = 0.7;

  /** Of a frame without a pitch (a consonant, an attack, breath), in a note. */
  private static final double UNPITCHED_NOTE = 0.35;

  private static final double UNPITCHED_SILENCE = 0.1;

  /** YIN's confidence from which a pitch counts in full. */
  private static final double SURE = 0.9;

  private static final double UNSURE = 0.65;
  private static final double LEAST_WEIGHT = 0.1;

  private static final int FRAMES_BETWEEN_LOOKS = 4;

  /** A longer segment is cut, so that no recording fills the memory: half a minute. */
  private static final long MOST_FRAMES = (long) (30 / FrameAnalysis.HOP_SECONDS);

  /** A segment that has ended on one way, and those before it. */
  private static final class Ended {
    private final Segment segment;
    private final long place;
    private Ended before;

    Ended(Segment segment, Ended before) {
      this.segment = segment;
      this.before = before;
      this.place = before == null ? 1 : before.place + 1;
    }
  }

  private final Consumer<Segment> segments;
  private final double[] cost = new double[PITCHES];
  private final long[] from = new long[PITCHES];
  private final Ended[] before = new Ended[PITCHES];
  private double silenceCost;
  private long silenceFrom;
  private Ended silenceBefore;
  private double risen;
  private long frames;

  /**
   * @param segments gets one after the other, without gaps, from frame 0 on
   */
  PitchPath(Consumer<Segment> segments) {
    this.segments = segments;
    Arrays.fill(cost, BEGIN);
  }

  private static double pitch(int index) {
    return FrameAnalysis.LOWEST_PITCH + index / (double) FINENESS;
  }

  /**
   * Takes the next frame.
   *
   * @param audible whether it is loud enough to be music
   */
  void accept(Frame frame, boolean audible) {
    risen = Math.max(frame.rise(), RISE_FADES * risen);
    leave(CHANGE * (1 - STRUCK_DISCOUNT * Math.min(1, risen / CLEAR_RISE)));
    if (!audible) {
      add(1, 0);
    } else if (!frame.isPitched()) {
      add(UNPITCHED_NOTE, UNPITCHED_SILENCE);
    } else {
      addPitched(frame);
    }
    frames++;
    normalise();
    if (frames % FRAMES_BETWEEN_LOOKS == 0) {
      handOn();
    }
  }

  /** Every way either stays where it is or begins a segment here, whichever costs less so far. */
  private void leave(double change) {
    int best = best();
    double note = cost[best];
    Ended endedNote = new Ended(new Segment(pitch(best), from[best], frames), before[best]);
    Ended endedSilence = new Ended(new Segment(Double.NaN, silenceFrom, frames), silenceBefore);
    boolean afterNote = note + change <= silenceCost + BEGIN;
    double begun = afterNote ? note + change : silenceCost + BEGIN;
    Ended ended = afterNote ? endedNote : endedSilence;
    boolean empty = frames == 0;
    if (note + END < silenceCost) {
      silenceCost = note + END;
      silenceFrom = frames;
      silenceBefore = endedNote;
    }
    for (int i = 0; i < PITCHES; i++) {
      if (begun < cost[i] && !empty) {
        cost[i] = begun;
        from[i] = frames;
        before[i] = ended;
      }
    }
  }

  /** Whether the latest frame is in a note, as far as can be told. */
  boolean isNote() {
    return cost[best()] < silenceCost;
  }

  private int best() {
    int best = 0;
    for (int i = 1; i < PITCHES; i++) {
      best = cost[i] < cost[best] ? i : best;
    }
    return best;
  }

  private void add(double note, double silence) {
    for (int i = 0; i < PITCHES; i++) {
      cost[i] += note;
    }
    silenceCost += silence;
  }

  private void addPitched(Frame frame) {
    double sure = (frame.confidence() - UNSURE) / (SURE - UNSURE);
    double weight = Math.max(LEAST_WEIGHT, Math.min(1, sure));
    for (int i = 0; i < PITCHES; i++) {
      double far = frame.pitch() - pitch(i);
      cost[i] += weight * Math.min(1, far * far);
    }
    silenceCost += weight * PITCHED_SILENCE;
  }

  private void normalise() {
    double least = Math.min(silenceCost, cost[best()]);
    for (int i = 0; i < PITCHES; i++) {
      cost[i] -= least;
    }
    silenceCost -= least;
  }

  private void handOn() {
    Ended common = silenceBefore;
    for (int i = 0; i < PITCHES && common != null; i++) {
      common = common(common, before[i]);
    }
    handOn(common);
    int best = best();
    boolean silent = silenceCost <= cost[best];
    if (frames - (silent ? silenceFrom : from[best]) >= MOST_FRAMES) {
      cut(silent, best);
    }
  }

  private static Ended common(Ended one, Ended other) {
    Ended a = one;
    Ended b = other;
    while (a != b && a != null && b != null) {
      if (a.place > b.place) {
        a = a.before;
      } else if (b.place > a.place) {
        b = b.before;
      } else {
        a = a.before;
        b = b.before;
      }
    }
    return a == b ? a : null;
  }

  /** Hands on this segment and those before it, and forgets the latter. */
  private void handOn(Ended last) {
    Deque<Segment> all = new ArrayDeque<>();
    for (Ended ended = last; ended != null; ended = ended.before) {
      if (ended.segment.from() >= handedOn) {
        all.push(ended.segment);
      }
    }
    for (Segment segment : all) {
      handedOn = segment.to();
      segments.accept(segment);
    }
    if (last != null) {
      last.before = null;
    }
  }

  private long handedOn;

  private void cut(boolean silent, int best) {
    handOn(silent ? silenceBefore : before[best]);
    Segment segment = new Segment(silent ? Double.NaN : pitch(best), handedOn, frames);
    if (segment.frames() > 0) {
      handedOn = frames;
      segments.accept(segment);
    }
    Arrays.fill(from, frames);
    Arrays.fill(before, null);
    silenceFrom = frames;
    silenceBefore = null;
  }

  /** Hands on what is left. */
  void finish() {
    int best = best();
    cut(silenceCost <= cost[best], best);
  }
}
