package ritornello.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.answer.AnswererFigures.Row;
import ritornello.lm.BeamSearch;
import ritornello.lm.Sampler;
import ritornello.midi.MidiReader;
import ritornello.score.Excerpt;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.MelodyNote;
import ritornello.score.Scale;
import ritornello.store.ModelFiles;
import ritornello.task.UnsatisfiableException;
import ritornello.token.Encoding;

/** What the bundled model answers are phrases that heed the question. */
class AnswerModelTest {
  private static final int QUESTIONS = 40;
  private static final int MOST_BYTES_TOGETHER = 10_000_000;

  private static Answerer model;
  private static List<int[]> pieces;
  private static List<Melody> questions;

  @BeforeAll
  static void load() throws IOException {
    model = AnswererFiles.load(ModelFiles.resolve("answer"));
    pieces = new ArrayList<>();
    questions = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("midi-corpus"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mid")).sorted().toList()) {
        var score = MidiReader.read(file).score();
        if (EchoTunes.codec().encode(score) instanceof Encoding.Encoded encoded) {
          pieces.add(encoded.tokens());
        }
        if (questions.size() < QUESTIONS) {
          MelodyFinding found = new MelodyFinder(4).find(Excerpt.ofBars(score, 1, 4));
          questions.add(((MelodyFinding.Found) found).melody());
        }
      }
    }
  }

  @Test
  void theModelsOfTheShapesAreSmall() throws IOException {
    int bytes = 0;
    for (String name : List.of("dance", "folk-chords", "answer")) {
      bytes += ModelFiles.resolve(name).bytes(ModelFiles.WEIGHTS).length;
    }
    assertThat(bytes).isLessThan(MOST_BYTES_TOGETHER);
  }

  @Test
  void theQuestionTellsMuchOfTheAnswer() {
    AnswererFigures figures =
        AnswererFigures.of(model, Optional.empty(), pieces.subList(0, 40), row -> {});
    for (Row row : figures.rows()) {
      if (row.bars() >= 4) {
        assertThat(row.heard()).as(row.toString()).isLessThan(row.another().orElseThrow() - 0.2);
        assertThat(row.heard()).as(row.toString()).isLessThan(row.shuffled().orElseThrow() - 0.1);
      }
    }
  }

  private static Answer answer(Melody question, Kind kind, Optional<BeamSearch> beam)
      throws UnsatisfiableException {
    Question heard = model.question(question);
    Wish wish = new Wish(kind, Math.max(1, heard.bars()));
    return model.answer(heard, wish, new Answerer.Choice(new Sampler(0.8), beam, List.of(), 1));
  }

  @ParameterizedTest
  @EnumSource
  void answersAreInTheKeyOfTheQuestionAndNoCopies(Kind kind) throws UnsatisfiableException {
    int inKey = 0;
    int all = 0;
    int copies = 0;
    for (Melody question : questions) {
      Melody answer = answer(question, kind, Optional.empty()).melody();
      KeySignature key = answer.key().orElseThrow();
      Scale scale = Scale.of(new KeySignature(key.fifths(), false));
      for (MelodyNote note : answer.notes()) {
        all++;
        inKey += scale.has(note.pitch()) ? 1 : 0;
      }
      copies += answer.notes().equals(question.notes()) ? 1 : 0;
    }
    assertThat(inKey).isGreaterThan(all * 95 / 100);
    assertThat(copies).isZero();
  }

  /** It shares most of its notes with the question, far more than a reply does. */
  @Test
  void aVariationIsNearerToTheQuestionThanAReply() throws UnsatisfiableException {
    assertThat(alike(Kind.VARIATION)).isGreaterThan(alike(Kind.REPLY) + 0.2).isGreaterThan(0.5);
  }

  private static double alike(Kind kind) throws UnsatisfiableException {
    double sum = 0;
    int counted = 0;
    for (Melody question : questions) {
      Melody answer = answer(question, kind, Optional.of(new BeamSearch(4, 1))).melody();
      boolean pickup = question.bars().size() > answer.bars().size();
      int from = pickup ? question.bars().get(0).endStep() : 0;
      List<String> asked =
          question.notes().stream()
              .map(note -> note.startStep() - from + " " + note.pitch())
              .toList();
      long both =
          answer.notes().stream()
              .filter(note -> asked.contains(note.startStep() + " " + note.pitch()))
              .count();
      sum += both / (double) Math.max(1, answer.notes().size());
      counted++;
    }
    return sum / counted;
  }
}
