package ritornello.token;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * What a whole piece is like, and a model can be asked for, in bins of a fixed size. Bin {@link
 * #NONE} is that of a piece without notes, drums apart; the others rise with what is measured.
 */
public enum Control {
  /**
   * Notes a quarter note, or a second where the codec has no grid; from the beginning of the first
   * note to the end of the last. The middles of the bins are a third of an octave apart (a factor
   * of 2^(1/3)), from 0.25 to 32.
   */
  DENSITY(22) {
    @Override
    public double middle(int bin) {
      return Math.pow(2, (bin - 1.0) / BINS_TO_DOUBLE - OCTAVES_BELOW_ONE);
    }

    @Override
    double place(double value) {
      return (Math.log(value) / Math.log(2) + OCTAVES_BELOW_ONE) * BINS_TO_DOUBLE;
    }

    @Override
    double of(Score score, List<Note> notes, boolean inSeconds) {
      long first = notes.stream().mapToLong(Note::startTick).min().orElseThrow();
      long last = notes.stream().mapToLong(Note::endTick).max().orElseThrow();
      double time =
          inSeconds
              ? (score.tempoMap().microsAt(last) - score.tempoMap().microsAt(first)) / 1e6
              : (last - first) / (double) score.ppq();
      return notes.size() / time;
    }
  },

  /** The mean of the MIDI pitches. The middles of the bins are 4 semitones apart, 24 to 108. */
  REGISTER(22) {
    @Override
    public double middle(int bin) {
      return LOWEST_REGISTER + (bin - 1.0) * SEMITONES;
    }

    @Override
    double place(double value) {
      return (value - LOWEST_REGISTER) / SEMITONES;
    }

    @Override
    double of(Score score, List<Note> notes, boolean inSeconds) {
      return notes.stream().mapToInt(Note::pitch).average().orElseThrow();
    }
  };

  /** The bin of what has no notes but drums. */
  public static final int NONE = 0;

  private static final Rendering ANY = new Rendering("", 120, 0, 64);
  private static final int BINS_TO_DOUBLE = 3;
  private static final int OCTAVES_BELOW_ONE = 2;
  private static final int LOWEST_REGISTER = 24;
  private static final int SEMITONES = 4;

  private final int measured;

  Control(int measured) {
    this.measured = measured;
  }

  /** How many bins there are, {@link #NONE} included. */
  public int bins() {
    return measured + 1;
  }

  /**
   * The bin whose middle is nearest.
   *
   * @param value 0 or more
   * @return 1 or more
   * @throws IllegalArgumentException if it is negative or not a number
   */
  public int bin(double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException("it is " + value + "; it must be 0 or more");
    }
    return 1 + (int) Math.max(0, Math.min(measured - 1L, Math.round(place(value))));
  }

  /**
   * What a bin stands for.
   *
   * @param bin 1 or more
   */
  public abstract double middle(int bin);

  /** Where a value lies between the middles: 0 at that of bin 1, 1 at that of bin 2. */
  abstract double place(double value);

  /**
   * @param notes one or more
   */
  abstract double of(Score score, List<Note> notes, boolean inSeconds);

  /**
   * What a score has of it; empty if it has no notes but drums.
   *
   * @param inSeconds whether time is counted in seconds, not in quarter notes
   */
  public OptionalDouble of(Score score, boolean inSeconds) {
    List<Note> notes =
        score.tracks().stream()
            .filter(track -> !track.isDrums())
            .map(Track::notes)
            .flatMap(List::stream)
            .toList();
    return notes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(of(score, notes, inSeconds));
  }

  /** The bin of each that the music of a sequence is in. */
  static Map<Control, Integer> bins(Codec codec, int[] tokens) {
    Score score = codec.decode(tokens, ANY);
    Map<Control, Integer> bins = new EnumMap<>(Control.class);
    for (Control control : values()) {
      OptionalDouble value = control.of(score, countsSeconds(codec));
      bins.put(control, value.isPresent() ? control.bin(value.getAsDouble()) : NONE);
    }
    return bins;
  }

  /** Whether the density of what a codec keeps is that of a second. */
  static boolean countsSeconds(Codec codec) {
    return codec.spec().stepsPerQuarter() == CodecSpec.NO_GRID;
  }

  /** Names of the tokens by bin, as {@code DENSITY_NONE}, {@code DENSITY_1.26}. */
  List<String> names() {
    return IntStream.range(0, bins())
        .mapToObj(bin -> name() + "_" + (bin == NONE ? "NONE" : number(bin)))
        .toList();
  }

  /**
   * The middle of a bin in two decimals at most, as {@code 1.26}, {@code 72}.
   *
   * @param bin 1 or more
   */
  public String number(int bin) {
    double hundredths = Math.round(100 * middle(bin)) / 100.0;
    return String.valueOf(hundredths).replaceFirst("\\.0$", "");
  }
}
