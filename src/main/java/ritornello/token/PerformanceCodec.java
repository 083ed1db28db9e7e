package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;
import ritornello.score.Track;

/**
 * A performance of one instrument as what its keys do, in time rather than in bars, after Oore and
 * others, "This Time with Feeling" (2018): {@code NOTE_ON_60}, {@code NOTE_OFF_60}, {@code
 * TIME_SHIFT_10} to {@code TIME_SHIFT_1000} in milliseconds, and {@code VELOCITY_2} to {@code
 * VELOCITY_126} for the notes that follow.
 *
 * <p>Quantising: all tracks but the drums are one, played by one instrument. The sustain pedal is
 * folded into the lengths of notes. Times are those of the tempo map, rounded to the nearest 10 ms,
 * and a note sounds for 10 ms at least; a minute at most. A note ends where its key is struck
 * again; of notes of a key that are struck within the same 10 ms the longest stays. The silence
 * before the first note goes, and of another one 10 s stay. Velocities are as {@link VelocityBins}
 * has it.
 *
 * <p>Each such performance is written in one way only, which is what {@link Context#allows} allows:
 * at a time first what ends, then what begins, both from the lowest pitch up; a velocity only where
 * it changes; a time shift as whole seconds and what is left.
 *
 * <p>Any other sequence is read so: velocity is 62 until one is given; what ends but does not
 * sound, or has just begun, means nothing, nor does a key that is struck twice at a time; a key
 * that is struck while it sounds ends first; EOS ends all; PAD, BOS and UNK mean nothing.
 *
 * <p>Two seconds count as a bar.
 */
public final class PerformanceCodec implements Codec {

  /** Its name in a {@link CodecSpec}. */
  public static final String NAME = "performance";

  /** A minute. */
  static final int MOST_SOUNDING_STEPS = 6000;

  /** Ten seconds. */
  static final int MOST_SILENT_STEPS = 1000;

  /** What begins after so many steps, half a day, is cut off, so that no file fills the memory. */
  private static final int MOST_STEPS = 1 << 22;

  private static final int MICROS_PER_STEP = 1000 * PerformanceTokens.MILLIS_PER_STEP;

  /** A tick is a millisecond at 120 quarter notes a minute. */
  private static final int PPQ = 500;

  private static final int TICKS_PER_STEP = PerformanceTokens.MILLIS_PER_STEP;

  private static final Vocabulary VOCABULARY = PerformanceTokens.vocabulary();

  private final CodecSpec spec;

  /**
   * @throws IllegalArgumentException if the spec has a grid, positions or lookbacks
   */
  public PerformanceCodec(CodecSpec spec) {
    if (spec.stepsPerQuarter() != CodecSpec.NO_GRID) {
      throw new IllegalArgumentException(
          "the performance codec has no steps a quarter note; it counts time in steps of 10 ms");
    }
    spec.refuseExtraInputs();
    this.spec = spec;
  }

  @Override
  public CodecSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return VOCABULARY;
  }

  @Override
  public int[] inputSizes() {
    return new int[] {PerformanceTokens.SIZE};
  }

  @Override
  public Context start() {
    return new PerformanceContext(NoteSink.NONE);
  }

  @Override
  public Encoding encode(Score score) {
    List<GridNote> placed = place(score);
    if (placed.isEmpty()) {
      return new Encoding.Rejected(score.noteCount() == 0 ? "no notes" : "nothing but drums");
    }
    List<GridNote> notes = cut(placed);
    int late = placed.size() - notes.size();
    return new Encoding.Encoded(tokens(notes), Parts.withoutDrums(score, notes.size(), late));
  }

  private static List<GridNote> cut(List<GridNote> placed) {
    return GridNotes.withoutLongSilences(placed, MOST_SILENT_STEPS, MOST_STEPS);
  }

  private static List<GridNote> place(Score score) {
    TempoMap tempoMap = score.tempoMap();
    return GridNotes.ofOne(score, () -> stepAt(tempoMap.cursor()), MOST_SOUNDING_STEPS);
  }

  private static LongUnaryOperator stepAt(TempoMap.Cursor cursor) {
    return tick -> (cursor.microsAt(tick) + MICROS_PER_STEP / 2) / MICROS_PER_STEP;
  }

  private static int[] tokens(List<GridNote> notes) {
    long[] ends = ends(notes);
    TokenList tokens = new TokenList();
    int velocityBin = -1;
    long step = 0;
    int start = 0;
    for (int end = 0; end < ends.length; ) {
      long endStep = ends[end] >> 7;
      boolean ending = start == notes.size() || endStep <= notes.get(start).startStep();
      long next = ending ? endStep : notes.get(start).startStep();
      addShifts(tokens, next - step);
      step = next;
      if (ending) {
        tokens.add(PerformanceTokens.FIRST_OFF + (int) (ends[end++] & 127));
        continue;
      }
      GridNote note = notes.get(start++);
      if (VelocityBins.of(note.velocity()) != velocityBin) {
        velocityBin = VelocityBins.of(note.velocity());
        tokens.add(PerformanceTokens.FIRST_VELOCITY + velocityBin);
      }
      tokens.add(PerformanceTokens.FIRST_ON + note.pitch());
    }
    return tokens.add(Vocabulary.EOS).toArray();
  }

  /** When the notes end, times 128, and their pitches; sorted. */
  private static long[] ends(List<GridNote> notes) {
    long[] ends = new long[notes.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = notes.get(i).endStep() << 7 | notes.get(i).pitch();
    }
    Arrays.sort(ends);
    return ends;
  }

  private static void addShifts(TokenList tokens, long steps) {
    long left = steps;
    for (; left > PerformanceTokens.LONGEST_SHIFT; left -= PerformanceTokens.LONGEST_SHIFT) {
      tokens.add(PerformanceTokens.ofSteps(PerformanceTokens.LONGEST_SHIFT));
    }
    if (left > 0) {
      tokens.add(PerformanceTokens.ofSteps((int) left));
    }
  }

  @Override
  public TokenKind kind(int token) {
    if (PerformanceTokens.isOn(token)) {
      return TokenKind.PITCH;
    } else if (PerformanceTokens.isOff(token)) {
      return TokenKind.NOTE_OFF;
    } else if (PerformanceTokens.isShift(token)) {
      return TokenKind.TIME;
    }
    return PerformanceTokens.isVelocity(token) ? TokenKind.VELOCITY : TokenKind.ofSpecial(token);
  }

  @Override
  public int noteCount(int[] tokens) {
    return (int) Arrays.stream(tokens).filter(PerformanceTokens::isOn).count();
  }

  /**
   * To a note belong its beginning and its end, each with the time shifts and the velocity that
   * stand before it.
   */
  @Override
  public NoteTokens noteTokens(Score score) {
    int[] tokens = encode(score).orThrow();
    int[] notes = new int[tokens.length];
    int[] sounding = new int[128];
    Arrays.fill(sounding, NoteTokens.NONE);
    int begun = 0;
    int from = 0;
    for (int i = 0; i < tokens.length; i++) {
      boolean on = PerformanceTokens.isOn(tokens[i]);
      if (on || PerformanceTokens.isOff(tokens[i])) {
        int pitch = (tokens[i] - PerformanceTokens.FIRST_ON) % 128;
        sounding[pitch] = on ? begun++ : sounding[pitch];
        Arrays.fill(notes, from, i + 1, sounding[pitch]);
        from = i + 1;
      }
    }
    Arrays.fill(notes, from, tokens.length, NoteTokens.NONE);
    int[] numbers = cut(place(score)).stream().mapToInt(GridNote::number).toArray();
    return NoteTokens.ofCharacters(tokens, notes, numbers);
  }

  /** Always at 120 quarter notes a minute, for the tokens tell the time; with their velocities. */
  @Override
  public Score decode(int[] tokens, Rendering rendering) {
    List<Note> notes = new ArrayList<>();
    PerformanceContext context = new PerformanceContext(note -> notes.add(note(note)));
    for (int i = 0; i < tokens.length && !context.ended(); i++) {
      context.accept(tokens[i]);
    }
    context.finish();
    return new Score(
        PPQ,
        List.of(new TempoChange(0, TempoChange.DEFAULT_MICROS_PER_QUARTER)),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Track(
                rendering.name(),
                0,
                notes,
                List.of(new ChannelEvent.ProgramChange(0, rendering.program())))));
  }

  private static Note note(GridNote note) {
    return new Note(
        note.startStep() * TICKS_PER_STEP,
        (note.endStep() - note.startStep()) * TICKS_PER_STEP,
        note.pitch(),
        note.velocity());
  }

  @Override
  public Fidelity fidelity(Score score) {
    List<GridNote> placed = place(score);
    // What is cut off are the last; silences that are shortened don't count.
    List<GridNote> kept = placed.subList(0, cut(placed).size());
    return Fidelity.of(
        score.noteCount(),
        kept,
        score.tempoMap()::microsAt,
        step -> step * MICROS_PER_STEP,
        Fidelity.binned(kept));
  }

  @Override
  public int[] transpose(int[] tokens, int semitones) {
    return Arrays.stream(tokens).map(token -> transpose(token, semitones)).toArray();
  }

  private static int transpose(int token, int semitones) {
    if (PerformanceTokens.isOn(token)) {
      return PerformanceTokens.FIRST_ON
          + Pitches.moved(token - PerformanceTokens.FIRST_ON, semitones);
    } else if (PerformanceTokens.isOff(token)) {
      return PerformanceTokens.FIRST_OFF
          + Pitches.moved(token - PerformanceTokens.FIRST_OFF, semitones);
    }
    return token;
  }

  @Override
  public int[] pitchRange(int[] tokens) {
    return Pitches.range(
        Arrays.stream(tokens)
            .filter(t -> PerformanceTokens.isOn(t) || PerformanceTokens.isOff(t))
            .map(t -> (t - PerformanceTokens.FIRST_ON) % 128));
  }

  @Override
  public int[] stretch(int[] tokens, double factor) {
    List<GridNote> notes = new ArrayList<>();
    PerformanceContext context = new PerformanceContext(notes::add);
    Arrays.stream(tokens).forEach(context::accept);
    context.finish();
    List<GridNote> stretched = notes.stream().map(note -> stretched(note, factor)).toList();
    return tokens(cut(GridNotes.untangle(stretched)));
  }

  private static GridNote stretched(GridNote note, double factor) {
    long start = Math.round(note.startStep() * factor);
    long end = Math.min(Math.round(note.endStep() * factor), start + MOST_SOUNDING_STEPS);
    return new GridNote(
        start, Math.max(start + 1, end), note.voice(), note.pitch(), note.velocity());
  }

  @Override
  public int[] velocityRange(int[] tokens) {
    return VelocityBins.range(tokens, PerformanceTokens.FIRST_VELOCITY);
  }

  @Override
  public int velocities() {
    return VelocityBins.COUNT;
  }

  @Override
  public int[] louder(int[] tokens, int velocities) {
    return VelocityBins.louder(tokens, PerformanceTokens.FIRST_VELOCITY, velocities);
  }

  @Override
  public int[] instrumentRange() {
    return Pitches.piano();
  }
}
