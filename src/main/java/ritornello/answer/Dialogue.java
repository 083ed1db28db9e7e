package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.ChannelEvent.ProgramChange;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * A question and its answer, as they are to sound.
 *
 * @param qpm tempo in quarter notes a minute
 * @param questionProgram General MIDI program, 0 to 127
 * @param answerProgram General MIDI program, 0 to 127
 */
public record Dialogue(double qpm, int questionProgram, int answerProgram) {
  private static final int VELOCITY = 90;

  /** The question alone. */
  public Score question(Melody melody) {
    return melody.toScore("Question", qpm, questionProgram, VELOCITY);
  }

  /** The answer alone. */
  public Score answer(Melody melody) {
    return melody.toScore("Answer", qpm, answerProgram, VELOCITY);
  }

  /** The answer after the question, from the next bar line on, in one track: one melody. */
  public Score joined(Melody question, Melody answer) {
    return question.then(answer).toScore("Melody", qpm, questionProgram, VELOCITY);
  }

  /** The same, but each in a track of its own. */
  public Score both(Melody question, Melody answer) {
    Score joined = joined(question, answer);
    long end = (long) question.endOfBars() * joined.ppq() / question.stepsPerQuarter();
    List<Note> asked = new ArrayList<>();
    List<Note> answered = new ArrayList<>();
    for (Note note : joined.tracks().get(0).notes()) {
      (note.startTick() < end ? asked : answered).add(note);
    }
    return joined.with(
        List.of(
            track("Question", 0, asked, questionProgram),
            track("Answer", 1, answered, answerProgram)));
  }

  private static Track track(String name, int channel, List<Note> notes, int program) {
    return new Track(name, channel, notes, List.of(new ProgramChange(0, program)));
  }
}
