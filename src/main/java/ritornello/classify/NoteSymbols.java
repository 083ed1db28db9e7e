package ritornello.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Rendering;

/**
 * The notes of a piece as a classifier reads them, one a step, in the order in which they begin and
 * of those that begin together the highest first; drums are left out. Of each note its pitch, the
 * time since the note before it began, and how long it is, packed into one number, a symbol; where
 * it is looked up, the interval from the note before is too.
 *
 * <p>If the codec knows the beat, symbols also tell what clocks show that go round in 12, 16 and 18
 * sixteenths from the beginning of the piece, for all pieces alike: which of them goes with the
 * music, as one does in 6/8 and 3/4, in 4/4 or in 9/8, is to be heard. If the written metre is
 * shown, how long the bar is too.
 *
 * <p>Where the codec makes all keys alike, pitches are told as if the key were C major. Times are
 * told in thirds of a power of two of a quarter note.
 */
final class NoteSymbols {
  private static final Rendering ANY = new Rendering("", 120, 0, 64);

  private static final int FARTHEST = 12;
  private static final int PITCHES = 128;
  private static final int INTERVALS = 2 * FARTHEST + 1;

  /** No time, and thirds of powers of 2 from a 16th of a quarter note to 16 of them. */
  private static final int TIMES = 26;

  private static final int TIMES_OF_TWO = 3;
  private static final int BARS = 63;
  private static final int PARTS_OF_QUARTER = 4;

  /** In sixteenths. */
  private static final int[] CLOCKS = {12, 16, 18};

  /** Until all clocks stand as at the beginning. */
  private static final int ROUND = 144;

  private static final int[] BITS = {7, 5, 5, 8, 6};

  /** In place of the symbol before, where there is none. */
  static final int NONE = -1;

  private final Codec codec;
  private final boolean beat;
  private final boolean metre;

  /**
   * @param metre whether the length of the bar is told
   */
  NoteSymbols(Codec codec, boolean metre) {
    this.codec = codec;
    this.metre = metre;
    this.beat = codec.spec().stepsPerQuarter() != CodecSpec.NO_GRID;
  }

  /** Rows of each input of a network that reads them; the last is for where there is nothing. */
  int[] inputSizes() {
    return Arrays.stream(endInputs()).map(last -> last + 1).toArray();
  }

  /** The notes of a score in the order in which they are read. */
  static List<Note> notes(Score score) {
    List<Note> notes = new ArrayList<>();
    score.tracks().stream()
        .filter(track -> !track.isDrums())
        .forEach(track -> notes.addAll(track.notes()));
    notes.sort(
        Comparator.comparingLong(Note::startTick)
            .thenComparing(Comparator.comparingInt(Note::pitch).reversed()));
    return notes;
  }

  /** What tokens of the codec tell. */
  Score score(int[] tokens) {
    return codec.decode(tokens, ANY);
  }

  /** How many semitones above C the tonic is, where keys are alike. */
  static int tonic(Codec codec, Score score) {
    if (!codec.isKeyRelative() || score.keySignatures().isEmpty()) {
      return 0;
    }
    return Math.floorMod(7 * score.keySignatures().get(0).keySignature().fifths(), 12);
  }

  /** One symbol for each note. */
  int[] of(int[] tokens) {
    Score score = score(tokens);
    List<Note> notes = notes(score);
    ScoreBars bars = ScoreBars.of(score);
    int tonic = tonic(codec, score);
    int[] symbols = new int[notes.size()];
    for (int i = 0; i < symbols.length; i++) {
      Note note = notes.get(i);
      int pitch = Math.max(0, note.pitch() - tonic);
      long start = note.startTick();
      long since = start - notes.get(Math.max(0, i - 1)).startTick();
      symbols[i] =
          packed(
              pitch,
              i == 0 ? TIMES : time(since, score.ppq()),
              time(note.lengthTicks(), score.ppq()),
              (int) (sixteenths(start, score.ppq()) % ROUND),
              (int) Math.min(BARS - 1L, sixteenths(barTicks(bars, start), score.ppq())));
    }
    return symbols;
  }

  private static int time(long ticks, int ppq) {
    if (ticks <= 0) {
      return 0;
    }
    double octaves = Math.log(ticks / (double) ppq) / Math.log(2);
    long third = Math.round(TIMES_OF_TWO * octaves) + TIMES / 2;
    return (int) Math.max(1, Math.min(TIMES - 1, third));
  }

  private static long sixteenths(long ticks, int ppq) {
    return PARTS_OF_QUARTER * ticks / ppq;
  }

  private static long barTicks(ScoreBars bars, long tick) {
    long bar = bars.barAt(tick);
    return bars.startTick(bar + 1) - bars.startTick(bar);
  }

  private static int packed(int... values) {
    int symbol = 0;
    for (int i = 0; i < values.length; i++) {
      symbol = symbol << BITS[i] | values[i];
    }
    return symbol;
  }

  /**
   * What a step with a note looks up.
   *
   * @param before symbol of the note before, or {@link #NONE}
   */
  int[] inputs(int before, int symbol) {
    int[] note = unpacked(symbol);
    int interval = INTERVALS;
    if (before != NONE) {
      int semitones = note[0] - unpacked(before)[0];
      interval = Math.max(-FARTHEST, Math.min(FARTHEST, semitones)) + FARTHEST;
    }
    return inputs(note, interval, clock -> note[3] % clock);
  }

  /** What the step after the last note looks up. */
  int[] endInputs() {
    return inputs(new int[] {PITCHES, TIMES, TIMES, 0, BARS}, INTERVALS, clock -> clock);
  }

  private static int[] unpacked(int symbol) {
    int[] values = new int[BITS.length];
    int rest = symbol;
    for (int i = values.length - 1; i >= 0; i--) {
      values[i] = rest & (1 << BITS[i]) - 1;
      rest >>>= BITS[i];
    }
    return values;
  }

  private int[] inputs(int[] note, int interval, IntUnaryOperator clocks) {
    IntStream.Builder inputs = IntStream.builder();
    inputs.add(note[0]).add(interval).add(note[1]).add(note[2]);
    if (beat) {
      IntStream.of(CLOCKS).map(clocks).forEach(inputs::add);
    }
    if (metre) {
      inputs.add(note[4]);
    }
    return inputs.build().toArray();
  }
}
