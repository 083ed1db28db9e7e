package ritornello.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.classify.Classifier;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.Track;
import ritornello.token.NoteTokens;

/**
 * A piece as a classifier finds it, as JSON.
 *
 * @param file its path
 * @param source which part of it was read
 * @param labels with their probabilities, the likeliest first
 * @param bars how much each bar counted, from the first; their sum is 1
 */
record ClassifiedPiece(String file, String source, List<Labelled> labels, double[] bars) {

  /** A label, and how likely the model finds it. */
  record Labelled(String label, double probability) {}

  /**
   * Asks the classifier.
   *
   * @param score that the classifier's codec takes
   */
  static ClassifiedPiece of(Classifier classifier, Score score, String file, String source) {
    NoteTokens tokens = classifier.codec().noteTokens(score);
    Classifier.Answer answer = classifier.classify(tokens.tokens());
    List<String> names = classifier.scheme().labels();
    double[] probabilities = answer.probabilities();
    List<Labelled> labels =
        IntStream.range(0, names.size())
            .mapToObj(i -> new Labelled(names.get(i), probabilities[i]))
            .sorted(Comparator.comparingDouble(Labelled::probability).reversed())
            .toList();
    return new ClassifiedPiece(file, source, labels, bars(score, tokens, answer.attention()));
  }

  /**
   * The notes of the piece that were read, and those of the score that they are, have the same
   * order; of those that begin together any stands for the others.
   */
  private static double[] bars(Score score, NoteTokens tokens, double[] attention) {
    List<Note> notes = new ArrayList<>();
    for (Track track : score.tracks()) {
      notes.addAll(track.notes());
    }
    long[] starts =
        IntStream.of(tokens.numbers()).mapToLong(n -> notes.get(n).startTick()).sorted().toArray();
    ScoreBars grid = ScoreBars.of(score);
    double[] bars = new double[(int) grid.barAt(Math.max(0, score.endTick() - 1)) + 1];
    for (int i = 0; i < attention.length; i++) {
      long start = starts[(int) ((long) i * starts.length / attention.length)];
      bars[(int) grid.barAt(start)] += attention[i];
    }
    return bars;
  }
}
