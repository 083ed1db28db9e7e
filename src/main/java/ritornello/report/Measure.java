package ritornello.report;

import java.util.Arrays;

/**
 * What can be measured of a piece. Drums are left out. Bars are those of the time signatures, from
 * the first tick to the end of the last note; times in quarter notes, so that the tempo, which a
 * model of melodies does not choose, counts only in {@link #NOTES_PER_SECOND}.
 *
 * <p>Sources: <i>mgeval</i> is L.-C. Yang and A. Lerch, "On the evaluation of generative models in
 * music", Neural Computing and Applications, 2018. <i>MusPy</i> is H.-W. Dong, K. Chen, J. McAuley
 * and T. Berg-Kirkpatrick, "MusPy: A toolkit for symbolic music generation", ISMIR 2020. <i>Jazz
 * Transformer</i> is S.-L. Wu and Y.-H. Yang, "The Jazz Transformer on the front line", ISMIR 2020.
 */
public enum Measure {
  /** Different pitches (mgeval, pitch count). */
  PITCH_COUNT("different pitches"),

  /** Different pitch classes, 1 to 12 (MusPy, number of pitch classes). */
  PITCH_CLASS_COUNT("different pitch classes"),

  /** From the lowest pitch to the highest, in semitones (mgeval, MusPy). */
  PITCH_RANGE("pitch range, semitones"),

  /**
   * −Σ p log₂ p over the shares p of the pitch classes in all notes, in bits, 0 to 3.58 (MusPy,
   * pitch-class entropy).
   */
  PITCH_CLASS_ENTROPY("pitch-class entropy, bits"),

  /**
   * The same of the notes that begin in one bar, mean over bars with notes (Jazz Transformer, H₁).
   */
  PITCH_CLASS_ENTROPY_1_BAR("  of one bar"),

  /** The same of four bars, a bar later each time (Jazz Transformer, H₄). */
  PITCH_CLASS_ENTROPY_4_BARS("  of four bars"),

  /**
   * The largest share of notes that one major or natural minor scale has (MusPy; O. Mogren,
   * "C-RNN-GAN", 2016).
   */
  SCALE_CONSISTENCY("scale consistency"),

  /** Mean size of the intervals between successive highest notes, in semitones (mgeval, PI). */
  MEAN_INTERVAL("mean interval, semitones"),

  /** Mean time from one moment at which notes begin to the next, in quarter notes (mgeval, IOI). */
  MEAN_ONSET_INTERVAL("mean inter-onset interval, quarters"),

  /** Notes by bars (mgeval, note count per bar). */
  NOTES_PER_BAR("notes a bar"),

  /** Notes by seconds (the note density of Magenta's performance_rnn). */
  NOTES_PER_SECOND("notes a second"),

  /** Share of bars in which nothing sounds (MusPy, empty measure rate). */
  EMPTY_BAR_RATE("empty-bar rate"),

  /**
   * 1 − d, where d is the share of positions in the bar, 16 a quarter note, at which notes begin in
   * one of two bars and not in the other; mean over bars and their next (MusPy).
   */
  GROOVE_CONSISTENCY("groove consistency"),

  /** The same, mean over all pairs of bars (Jazz Transformer, grooving similarity GS). */
  GROOVE_SIMILARITY("groove similarity, all bars"),

  /**
   * Mean over all pairs of bars with notes of the Jaccard index of what begins in them, as pairs of
   * position and pitch: the mean of the self-similarity matrix (J. Foote, "Visualizing music and
   * audio using self-similarity", 1999) beside its diagonal.
   */
  BAR_SIMILARITY("self-similarity of bars"),

  /**
   * Share of bars with notes that are, note for note, like one before: the matrix has a 1 there.
   */
  REPEATED_BARS("repeated bars"),

  /** Means of the self-similarity matrix 1, 2, 4 and 8 bars from the diagonal. */
  BAR_SIMILARITY_BY_LAG("self-similarity 1, 2, 4, 8 bars back", 4),

  /** Shares of the pitch classes from C in the time that notes sound (mgeval). */
  PITCH_CLASS_HISTOGRAM("pitch classes from C", 12),

  /**
   * Shares of the intervals between successive highest notes, from an octave or more down to an
   * octave or more up.
   */
  INTERVAL_HISTOGRAM("intervals from -12 to 12", 25),

  /**
   * Shares of the times between moments at which notes begin, by the nearest of mgeval's twelve
   * note values: 4, 2, 1, 1/2, 1/4, 3, 3/2, 3/4, 3/8, 4/3, 2/3, 1/3 quarter notes.
   */
  ONSET_INTERVAL_HISTOGRAM("inter-onset intervals", 12);

  private final String label;
  private final int size;

  Measure(String label) {
    this(label, 1);
  }

  Measure(String label, int size) {
    this.label = label;
    this.size = size;
  }

  /** What to call it. */
  public String label() {
    return label;
  }

  /** How many numbers it is. */
  public int size() {
    return size;
  }

  /** Its numbers; none where the piece has too few notes or bars for it. */
  double[] of(MeasuredPiece piece) {
    if (piece.upper().size() < 2 && needsTwoNotes()) {
      return new double[0];
    }
    double[] values = size == 1 ? new double[] {number(piece)} : numbers(piece);
    return Arrays.stream(values).allMatch(Double::isFinite) ? values : new double[0];
  }

  private boolean needsTwoNotes() {
    return switch (this) {
      case MEAN_INTERVAL, MEAN_ONSET_INTERVAL, INTERVAL_HISTOGRAM, ONSET_INTERVAL_HISTOGRAM -> true;
      default -> false;
    };
  }

  private double number(MeasuredPiece piece) {
    return switch (this) {
      case PITCH_COUNT -> PitchMeasures.count(piece);
      case PITCH_CLASS_COUNT -> PitchMeasures.classes(piece);
      case PITCH_RANGE -> PitchMeasures.range(piece);
      case PITCH_CLASS_ENTROPY -> PitchMeasures.entropy(piece);
      case PITCH_CLASS_ENTROPY_1_BAR -> PitchMeasures.entropy(piece, 1);
      case PITCH_CLASS_ENTROPY_4_BARS -> PitchMeasures.entropy(piece, 4);
      case SCALE_CONSISTENCY -> PitchMeasures.scaleConsistency(piece);
      case MEAN_INTERVAL -> PitchMeasures.meanInterval(piece);
      case MEAN_ONSET_INTERVAL -> RhythmMeasures.meanOnsetInterval(piece);
      case NOTES_PER_BAR -> RhythmMeasures.notesPerBar(piece);
      case NOTES_PER_SECOND -> RhythmMeasures.notesPerSecond(piece);
      case EMPTY_BAR_RATE -> RhythmMeasures.emptyBarRate(piece);
      case GROOVE_CONSISTENCY -> RhythmMeasures.grooveConsistency(piece);
      case GROOVE_SIMILARITY -> RhythmMeasures.grooveSimilarity(piece);
      case BAR_SIMILARITY -> BarSimilarity.mean(piece);
      case REPEATED_BARS -> BarSimilarity.repeated(piece);
      default -> throw new AssertionError(this);
    };
  }

  private double[] numbers(MeasuredPiece piece) {
    return switch (this) {
      case BAR_SIMILARITY_BY_LAG -> BarSimilarity.byLag(piece);
      case PITCH_CLASS_HISTOGRAM -> PitchMeasures.classHistogram(piece);
      case INTERVAL_HISTOGRAM -> PitchMeasures.intervalHistogram(piece);
      case ONSET_INTERVAL_HISTOGRAM -> RhythmMeasures.onsetIntervalHistogram(piece);
      default -> throw new AssertionError(this);
    };
  }
}
