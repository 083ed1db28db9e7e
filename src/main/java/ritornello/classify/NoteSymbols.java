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
 * interval from the note before, the time since that began, and how long it is. All of it is packed
 * into one number, a symbol.
 *
 * <p>If the written metre is shown, its place in the bar too. If not, and the codec knows the beat,
 * what clocks tell that go round in 12, 16 and 18 sixteenths from the beginning of the piece,
 * always the same three: which of them goes with the music, as in 6/8 and 3/4, 4/4 or 9/8, is to be
 * heard.
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
  private static final int PLACES = 64;
  private static final int PARTS_OF_QUARTER = 4;

  /** In sixteenths. */
  private static final int[] CLOCKS = {12, 16, 18};

  /** Until all clocks stand as at the beginning. */
  private static final int ROUND = 144;

  private static final int[] BITS = {7, 5, 5, 5, 8};

  private enum Beat {
    PLACE,
    CLOCKS,
    NONE
  }

  private final Codec codec;
  private final Beat beat;

  /**
   * @param metre whether the place in the bar is told
   */
  NoteSymbols(Codec codec, boolean metre) {
    this.codec = codec;
    boolean knowsBeat = codec.spec().stepsPerQuarter() != CodecSpec.NO_GRID;
    this.beat = metre ? Beat.PLACE : knowsBeat ? Beat.CLOCKS : Beat.NONE;
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
      int interval = INTERVALS;
      int since = TIMES;
      if (i > 0) {
        Note before = notes.get(i - 1);
        int semitones = note.pitch() - before.pitch();
        interval = Math.max(-FARTHEST, Math.min(FARTHEST, semitones)) + FARTHEST;
        since = time(note.startTick() - before.startTick(), score.ppq());
      }
      int length = time(note.lengthTicks(), score.ppq());
      symbols[i] = packed(pitch, interval, since, length, beat(note, bars, score.ppq()));
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

  private int beat(Note note, ScoreBars bars, int ppq) {
    long start = note.startTick();
    return switch (beat) {
      case PLACE -> {
        long after = start - bars.startTick(bars.barAt(start));
        yield (int) Math.min(PLACES - 1, PARTS_OF_QUARTER * after / ppq);
      }
      case CLOCKS -> (int) (PARTS_OF_QUARTER * start / ppq % ROUND);
      case NONE -> 0;
    };
  }

  private static int packed(int... values) {
    int symbol = 0;
    for (int i = 0; i < values.length; i++) {
      symbol = symbol << BITS[i] | values[i];
    }
    return symbol;
  }

  /** What a step with a note looks up. */
  int[] inputs(int symbol) {
    int[] all = new int[BITS.length];
    int rest = symbol;
    for (int i = all.length - 1; i >= 0; i--) {
      all[i] = rest & (1 << BITS[i]) - 1;
      rest >>>= BITS[i];
    }
    return inputs(all, clock -> all[4] % clock);
  }

  /** What the step after the last note looks up. */
  int[] endInputs() {
    return inputs(new int[] {PITCHES, INTERVALS, TIMES, TIMES, PLACES}, clock -> clock);
  }

  private int[] inputs(int[] all, IntUnaryOperator clocks) {
    IntStream beats =
        switch (beat) {
          case PLACE -> IntStream.of(all[4]);
          case CLOCKS -> IntStream.of(CLOCKS).map(clocks);
          case NONE -> IntStream.empty();
        };
    return IntStream.concat(IntStream.of(all).limit(4), beats).toArray();
  }
}
