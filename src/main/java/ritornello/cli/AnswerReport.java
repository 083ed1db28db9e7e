package ritornello.cli;

import java.util.ArrayList;
import java.util.List;
import ritornello.answer.Answer;
import ritornello.answer.Kind;
import ritornello.answer.Question;
import ritornello.answer.Wish;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;

/**
 * A question and its answers, as JSON.
 *
 * @param heardBars of the question, a pickup apart
 * @param key that the question is heard in
 * @param question what is heard of it
 */
record AnswerReport(
    String model,
    Kind kind,
    int heardBars,
    String metre,
    String key,
    List<Sounding> question,
    List<Given> answers) {

  /** A note, in quarter notes from the beginning of the phrase that it is of. */
  record Sounding(double quarter, double quarters, int pitch) {}

  /**
   * An answer.
   *
   * @param written where it is
   * @param nats −ln of its probability
   * @param attention of each note of the answer how much it looked at each note of the question
   */
  record Given(
      long randomSeed, String written, double nats, List<Sounding> notes, double[][] attention) {
    static Given of(Answer answer, long randomSeed, String written) {
      return new Given(
          randomSeed, written, answer.nats(), sounding(answer.melody()), answer.attention());
    }
  }

  static AnswerReport of(String model, Question question, Wish wish, List<Given> answers) {
    Melody melody = question.melody();
    return new AnswerReport(
        model,
        wish.kind(),
        question.bars(),
        melody.firstTimeSignature().toString(),
        melody.key().orElseThrow().toString(),
        sounding(melody),
        answers);
  }

  private static List<Sounding> sounding(Melody melody) {
    double quarter = melody.stepsPerQuarter();
    List<Sounding> notes = new ArrayList<>();
    for (MelodyNote note : melody.notes()) {
      notes.add(
          new Sounding(note.startStep() / quarter, note.lengthSteps() / quarter, note.pitch()));
    }
    return notes;
  }
}
