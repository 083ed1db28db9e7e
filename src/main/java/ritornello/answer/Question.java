package ritornello.answer;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.token.MelodyCodec;
import ritornello.token.Onset;

/**
 * A phrase that is to be answered, as a model hears it: its last bars of one metre, in the octave
 * that the model knows best.
 */
public final class Question {
  /** Farther from where the model is at home than this, an octave is better. */
  private static final double FAR_SEMITONES = 9;

  static final int HIGHEST_PITCH = 127;

  private final Melody melody;
  private final int[] heard;
  private final boolean pickup;
  private final int shift;
  private final int bars;

  private Question(Melody melody, int[] heard, boolean pickup, int shift, int bars) {
    this.melody = melody;
    this.heard = heard;
    this.pickup = pickup;
    this.shift = shift;
    this.bars = bars;
  }

  /**
   * Hears a melody.
   *
   * @param usualPitch mean pitch of what the model has learned from, as its tokens have it
   * @throws IllegalArgumentException if there is no note in it, it has another grid than the codec,
   *     or a metre that the codec does not know; the message is for people
   */
  static Question of(MelodyCodec codec, Melody melody, double usualPitch) {
    // Where a metre has no token, the codec writes shorter bars of another.
    melody.metres().forEach(m -> codec.prefix(Optional.of(m.timeSignature()), Optional.empty()));
    KeySignature key = melody.key().orElseGet(() -> KeyFinder.best(melody));
    List<Tune> tunes = Tune.of(codec, codec.encode(melody.withKey(Optional.of(key))));
    Tune tune =
        tunes.stream()
            .filter(stretch -> codec.noteCount(stretch.steps()) > 0)
            .reduce((one, later) -> later)
            .orElseThrow(() -> new IllegalArgumentException("there are no notes in the question"));
    int most = Lesson.MOST_STEPS / tune.barSteps();
    int bars = Math.min(tune.bars(), Math.min(Wish.MOST_BARS, most));
    boolean pickup = bars == tune.bars() && tune.pickup();
    int[] tokens = tune.bars(tune.bars() - bars - (pickup ? 1 : 0), tune.bars());
    if (codec.noteCount(tokens) == 0) {
      throw new IllegalArgumentException(
          bars == tune.bars()
              ? "there are no notes in the question"
              : "there are no notes in the last " + bars + " bars of the question");
    }
    Melody part = codec.decodeMelody(tokens);
    int shift = shift(part, usualPitch - tune.pitches(codec).average().orElseThrow());
    return new Question(part, codec.transpose(tokens, shift), pickup, shift, bars);
  }

  /**
   * Octaves, in semitones, that bring a melody home without taking a note of it out of the range.
   *
   * @param far how far it is away, in semitones
   */
  private static int shift(Melody melody, double far) {
    IntSummaryStatistics pitches =
        melody.notes().stream().mapToInt(MelodyNote::pitch).summaryStatistics();
    int shift = Math.abs(far) <= FAR_SEMITONES ? 0 : 12 * (int) Math.round(far / 12);
    while (pitches.getMin() + shift < 0) {
      shift += 12;
    }
    while (pitches.getMax() + shift > HIGHEST_PITCH) {
      shift -= 12;
    }
    return shift;
  }

  /** What is heard of it: eight bars at the most, and a pickup if all of it is heard. */
  public Melody melody() {
    return melody;
  }

  /** How many bars of it are heard, a pickup apart. */
  public int bars() {
    return bars;
  }

  /** Its notes from the first full bar on, from step 0, in the octave that the model knows. */
  List<Onset> onsets() {
    int from = pickup ? melody.bars().get(0).endStep() : 0;
    return melody.notes().stream()
        .filter(note -> note.startStep() >= from)
        .map(note -> new Onset(note.startStep() - from, note.pitch() + shift))
        .toList();
  }

  /** Whether its first bar is a pickup. */
  boolean pickup() {
    return pickup;
  }

  /** Metre, key and steps, in the octave that the model knows. */
  int[] heard() {
    return heard.clone();
  }

  /** How many semitones higher than it is it is heard. */
  int shift() {
    return shift;
  }
}
