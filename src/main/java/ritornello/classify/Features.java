package ritornello.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.token.Codec;

/**
 * What a piece is for a linear model: shares of pitch classes, of intervals between successive
 * highest notes, and of the times between moments at which notes begin; made of the same notes as a
 * network reads. If that is shown the written metre, the shares of the metres too.
 */
public final class Features {
  private static final int PITCH_CLASSES = 12;
  private static final int FARTHEST = 12;
  private static final int INTERVALS = 2 * FARTHEST + 1;

  /** Half powers of 2 of a quarter note, from a 16th of one to 16. */
  private static final int TIME_CLASSES = 17;

  private final Codec codec;
  private final int[] written;

  /**
   * @param codec that made the tokens
   * @param metre whether the written metre is shown
   */
  public Features(Codec codec, boolean metre) {
    this.codec = codec;
    this.written = metre ? Scheme.writtenMetres(codec) : new int[0];
  }

  /** How many numbers describe a piece. */
  public int size() {
    return PITCH_CLASSES + INTERVALS + TIME_CLASSES + written.length;
  }

  /** A piece in numbers; each histogram sums to 1, or is all 0 where there is nothing to count. */
  public double[] of(int[] tokens) {
    NoteSymbols symbols = new NoteSymbols(codec, false);
    Score score = symbols.score(tokens);
    List<Note> notes = NoteSymbols.notes(score);
    double[] features = new double[size()];
    countPitchClasses(notes, NoteSymbols.tonic(codec, score), features);
    countSteps(highest(notes), score.ppq(), features);
    int at = PITCH_CLASSES + INTERVALS + TIME_CLASSES;
    for (int i = 0; i < written.length; i++) {
      int wanted = written[i];
      features[at + i] = IntStream.of(tokens).filter(token -> token == wanted).count();
    }
    normalise(features, at, written.length);
    return features;
  }

  private static void countPitchClasses(List<Note> notes, int tonic, double[] features) {
    notes.forEach(note -> features[Math.floorMod(note.pitch() - tonic, PITCH_CLASSES)]++);
    normalise(features, 0, PITCH_CLASSES);
  }

  /** Of notes that begin together the highest. */
  private static List<Note> highest(List<Note> notes) {
    List<Note> highest = new ArrayList<>();
    for (Note note : notes) {
      if (highest.isEmpty() || highest.get(highest.size() - 1).startTick() < note.startTick()) {
        highest.add(note);
      }
    }
    return highest;
  }

  private static void countSteps(List<Note> line, int ppq, double[] features) {
    for (int i = 1; i < line.size(); i++) {
      Note before = line.get(i - 1);
      int interval = line.get(i).pitch() - before.pitch();
      int place = Math.max(-FARTHEST, Math.min(FARTHEST, interval)) + FARTHEST;
      features[PITCH_CLASSES + place]++;
      double quarters = (line.get(i).startTick() - before.startTick()) / (double) ppq;
      long half = Math.round(2 * Math.log(quarters) / Math.log(2)) + TIME_CLASSES / 2;
      int time = (int) Math.max(0, Math.min(TIME_CLASSES - 1, half));
      features[PITCH_CLASSES + INTERVALS + time]++;
    }
    normalise(features, PITCH_CLASSES, INTERVALS);
    normalise(features, PITCH_CLASSES + INTERVALS, TIME_CLASSES);
  }

  private static void normalise(double[] features, int from, int size) {
    double all = 0;
    for (int i = from; i < from + size; i++) {
      all += features[i];
    }
    for (int i = from; i < from + size && all > 0; i++) {
      features[i] /= all;
    }
  }
}
