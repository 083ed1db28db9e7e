package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Bar;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignatureChange;
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

  /**
   * The answer after the question, from the next bar line on, in a track of its own.
   *
   * @param answer on the same grid
   */
  public Score both(Melody question, Melody answer) {
    Score asked = question(question);
    List<Track> tracks = new ArrayList<>(asked.tracks());
    Track track = answer(answer).tracks().get(0);
    tracks.add(new Track(track.name(), 1, later(track.notes(), asked, question), track.events()));
    return withMetres(asked, question, answer).with(tracks);
  }

  /** The same in one track, the question's: one melody, to go on from. */
  public Score joined(Melody question, Melody answer) {
    Score asked = question(question);
    Track track = asked.tracks().get(0);
    List<Note> notes = new ArrayList<>(track.notes());
    notes.addAll(later(answer(answer).tracks().get(0).notes(), asked, question));
    return withMetres(asked, question, answer)
        .with(List.of(new Track("Melody", track.channel(), notes, track.events())));
  }

  /** Tick of the bar line after the question. */
  private static long end(Score asked, Melody question) {
    List<Bar> bars = question.bars();
    int steps = bars.isEmpty() ? 0 : bars.get(bars.size() - 1).endStep();
    return (long) steps * asked.ppq() / question.stepsPerQuarter();
  }

  private static List<Note> later(List<Note> notes, Score asked, Melody question) {
    long by = end(asked, question);
    return notes.stream()
        .map(n -> new Note(by + n.startTick(), n.lengthTicks(), n.pitch(), n.velocity()))
        .toList();
  }

  private Score withMetres(Score asked, Melody question, Melody answer) {
    List<TimeSignatureChange> metres = new ArrayList<>(asked.timeSignatures());
    for (TimeSignatureChange change : answer(answer).timeSignatures()) {
      if (!change.timeSignature().equals(metres.get(metres.size() - 1).timeSignature())) {
        long tick = end(asked, question) + change.tick();
        metres.add(new TimeSignatureChange(tick, change.timeSignature()));
      }
    }
    return new Score(
        asked.ppq(), asked.tempos(), metres, asked.keySignatures(), asked.texts(), asked.tracks());
  }
}
