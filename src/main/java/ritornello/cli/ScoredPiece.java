package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import ritornello.lm.Expectation;
import ritornello.lm.LanguageModel;
import ritornello.report.Surprise;
import ritornello.score.Note;
import ritornello.score.NoteName;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;
import ritornello.token.Codec;
import ritornello.token.Encoding;
import ritornello.token.NoteTokens;
import ritornello.token.Onset;
import ritornello.token.Vocabulary;

/**
 * A piece as a model finds it.
 *
 * @param report for people and programs
 * @param surprise for pictures and copies
 */
record ScoredPiece(ScoreReport report, Surprise surprise) {
  private static final int CHOICES = 3;

  /**
   * Reckons it; of a long piece that takes seconds.
   *
   * @param file for messages
   * @throws IOException if the model's codec finds nothing in the piece
   */
  static ScoredPiece of(LanguageModel model, Score score, Path file) throws IOException {
    Encoding encoding = model.codec().encode(score);
    if (encoding instanceof Encoding.Rejected rejected) {
      throw new IOException(
          file
              + " has nothing that a model of the codec "
              + model.codec().spec().name()
              + " can score: "
              + rejected.reason());
    }
    String source = ((Encoding.Encoded) encoding).source();
    return new Scoring(model, score).piece(file.toString(), source);
  }

  /** What is known on the way. */
  private static final class Scoring {
    private final LanguageModel model;
    private final Codec codec;
    private final Score score;
    private final ScoreBars bars;
    private final NoteTokens tokens;
    private final List<Expectation> expectations;
    private final double[] nats;

    Scoring(LanguageModel model, Score score) {
      this.model = model;
      this.codec = model.codec();
      this.score = score;
      this.bars = ScoreBars.of(score);
      this.tokens = codec.noteTokens(score);
      this.expectations = Expectation.of(model, tokens.tokens(), CHOICES);
      this.nats = expectations.stream().mapToDouble(Expectation::nats).toArray();
    }

    ScoredPiece piece(String file, String source) {
      int[] numbers = tokens.numbers();
      int notes = numbers.length;
      double[] sums = tokens.sums(nats);
      double[] bits = Arrays.stream(sums).limit(notes).map(n -> n / Math.log(2)).toArray();
      Surprise surprise = Surprise.of(score.noteCount(), numbers, bits);
      double all = Arrays.stream(nats).sum();
      double perToken = all / nats.length;
      ScoreReport report =
          new ScoreReport(
              file,
              model.name(),
              codec.spec().name(),
              source,
              all,
              nats.length,
              notes,
              score.noteCount(),
              all / Math.max(1, notes),
              all / Math.log(2) / Math.max(1, notes),
              perToken,
              Math.min(Math.exp(perToken), Double.MAX_VALUE),
              sums[notes],
              (int) Arrays.stream(tokens.tokens()).filter(t -> t == Vocabulary.UNK).count(),
              codec.fidelity(score).timingErrorMillis(),
              surprise.fullBits(),
              surprises(numbers, sums));
      return new ScoredPiece(report, surprise);
    }

    private List<ScoreReport.Surprising> surprises(int[] numbers, double[] sums) {
      List<Placed> placed = new ArrayList<>();
      for (int track = 0; track < score.tracks().size(); track++) {
        for (Note note : score.tracks().get(track).notes()) {
          placed.add(new Placed(track, note));
        }
      }
      int[] largest = tokens.largest(nats);
      List<ScoreReport.Surprising> surprises = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        Expectation expectation = expectations.get(largest[i]);
        surprises.add(surprising(placed.get(numbers[i]), sums[i], expectation));
      }
      return surprises;
    }

    /**
     * A note of the score.
     *
     * @param track from 0
     */
    private record Placed(int track, Note note) {}

    private ScoreReport.Surprising surprising(
        Placed placed, double natsOfNote, Expectation expectation) {
      Note note = placed.note();
      long bar = bars.barAt(note.startTick());
      double quarters = (note.startTick() - bars.startTick(bar)) / (double) score.ppq();
      return new ScoreReport.Surprising(
          placed.track() + 1,
          (int) bar + 1,
          1 + quarters * metreAt(note.startTick()).denominator() / 4,
          note.startTick(),
          note.pitch(),
          name(score.tracks().get(placed.track()), note),
          natsOfNote,
          natsOfNote / Math.log(2),
          label(expectation.token(), expectation.onsets()),
          Math.exp(-expectation.nats()),
          expectation.instead().stream()
              .map(
                  choice ->
                      new ScoreReport.Expected(
                          label(choice.token(), choice.onsets()), choice.probability()))
              .toList());
    }

    private static String name(Track track, Note note) {
      return track.isDrums() ? "drum " + note.pitch() : NoteName.of(note.pitch());
    }

    private TimeSignature metreAt(long tick) {
      TimeSignature metre = TimeSignature.COMMON;
      for (TimeSignatureChange change : score.timeSignatures()) {
        if (change.tick() > tick) {
          break;
        }
        metre = change.timeSignature();
      }
      return metre;
    }

    /** The notes that a token begins, or its own name. */
    private String label(int token, List<Onset> onsets) {
      return onsets.isEmpty()
          ? codec.vocabulary().name(token)
          : onsets.stream()
              .map(onset -> NoteName.of(onset.pitch()))
              .collect(Collectors.joining(" "));
    }
  }
}
