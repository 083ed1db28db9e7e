package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.answer.AnswererFigures;
import ritornello.answer.EchoTunes;
import ritornello.answer.Kind;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.store.Json;

/** Answers to phrases, as a user gets them. */
class AnswerCommandTest {
  private static final int TUNES = 150;
  private static final Path GREENSLEEVES = Path.of("midi-corpus", "greensleeves.mid");

  @TempDir private static Path shared;

  private static Path collection;
  private static Path model;
  private static Path generator;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    collection = Files.createDirectory(shared.resolve("tunes"));
    for (int number = 0; number < TUNES; number++) {
      write(EchoTunes.tune(number), collection.resolve("tune-" + number + ".mid"));
    }
    model = shared.resolve("model");
    Command command = train(model, "--epochs", 6, "--pairs", 3000);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("150 files: 150 used", "epoch 6/6");
    assertThat(command.out()).contains("6 epochs, the best is", "on the test", "reply ");
    generator = shared.resolve("generator");
    Command other =
        Command.run(
            "train", collection, "--model", generator, "--epochs", 1, "--hidden", 8, "--layers", 1);
    assertThat(other.exitCode()).as(other.err()).isEqualTo(ExitCode.DONE);
  }

  private static Command train(Path directory, Object... more) {
    List<Object> all = new ArrayList<>(List.of("answer", "train", collection));
    all.addAll(List.of("--model", directory, "--hidden", 32, "--embedding", 24, "--batch", 32));
    all.addAll(List.of("--dropout", 0, "--variational-dropout", 0, "--learning-rate", 0.02));
    all.addAll(List.of("--threads", 2, "--weight-decay", 0));
    all.addAll(List.of(more));
    return Command.run(all.toArray());
  }

  private static void write(Melody melody, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      MidiWriter.write(melody.toScore("Tune", 110, 73, 90), out);
    }
  }

  /** A question that was not learned from. */
  private Path question(long number) throws IOException {
    Path file = folder.resolve("question-" + number + ".mid");
    write(EchoTunes.phrase(number), file);
    return file;
  }

  private static Command answer(Object... more) {
    List<Object> all = new ArrayList<>(List.of("answer", "--model", model, "--no-play"));
    all.addAll(List.of(more));
    return Command.run(all.toArray());
  }

  private static AnswerReport report(Command command) throws IOException {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return Json.read(command.out().getBytes(UTF_8), "standard output", AnswerReport.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--temperature=0", "--beam=3", "--temperature=0.6"})
  void whatFollowsIsAnswered(String how) throws IOException {
    Path out = folder.resolve("answer.mid");
    AnswerReport told =
        report(answer(question(7000), how, "--out", out, "--json", "--random-seed", 3));
    assertThat(told.kind()).isEqualTo(Kind.REPLY);
    assertThat(told.heardBars()).isEqualTo(2);
    assertThat(told.metre()).isEqualTo("2/8");
    assertThat(told.key()).isEqualTo("D major");
    AnswerReport.Given given = told.answers().get(0);
    List<Integer> wanted = EchoTunes.reply(7000).stream().map(MelodyNote::pitch).toList();
    assertThat(given.notes()).extracting(AnswerReport.Sounding::pitch).isEqualTo(wanted);
    assertThat(given.attention()).hasDimensions(4, 4);
    assertThat(given.randomSeed()).isEqualTo(3);
    Score score = MidiReader.read(out, MidiReader.Mode.STRICT).score();
    assertThat(score.tracks()).hasSize(2);
    assertThat(score.tracks().get(1).notes()).extracting(Note::pitch).isEqualTo(wanted);
    assertThat(score.tracks().get(1).notes().get(0).startTick()).isEqualTo(2L * score.ppq());
    assertThat(score.tracks().get(1).program()).hasValue(73);
    assertThat(score.tempoMap().tempoAt(0).qpm()).isBetween(109.9, 110.1);
  }

  @Test
  void itIsToldAndDrawnInTheTerminal() throws IOException {
    Command command =
        answer(
            "--notes",
            "D4:0.5 E4:0.5 F#4:0.5 A4:0.5",
            "--key",
            "D",
            "--metre",
            "2/8",
            "--out",
            folder.resolve("a.mid"),
            "--show-attention",
            "--random-seed",
            1);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out())
        .contains(
            "reply of 2 bars to 2 heard, 2/8, D major; model model, random seed 1",
            "nats a note",
            "bar 1  ",
            "%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a.musicxml|<score-partwise", "a.svg|<svg ", "a.abc|K:D"})
  void theEndingSaysAsWhatItIsWritten(String name, String content) throws IOException {
    Path out = folder.resolve(name);
    Command command = answer(question(7001), "--out", out, "--answer-only", "--vary", "--bars", 3);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("variation of 3 bars to 2 heard");
    assertThat(out).content().contains(content);
    Command again = answer(question(7001), "--out", out);
    assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(out).content().contains(content);
  }

  @Test
  void attentionIsDrawn() throws IOException {
    Path svg = folder.resolve("looks.svg");
    Path png = folder.resolve("looks.png");
    for (Path file : List.of(svg, png)) {
      Path out = folder.resolve(file.getFileName() + ".mid");
      Command command = answer(question(7002), "--out", out, "--attention", file);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    }
    assertThat(svg).content().contains("<svg ", "question-7002, answered by model");
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    Command again = answer(question(7002), "--attention", svg);
    assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
    Path same = folder.resolve("same.svg");
    assertThat(answer(question(7002), "--attention", same, "--out", same).exitCode())
        .isEqualTo(ExitCode.USAGE);
    Command other = answer(question(7002), "--attention", folder.resolve("looks.pdf"));
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains(".svg or .png");
  }

  @Test
  void severalAnswersAreSeveralTakesOfTheSameSeeds() throws IOException, InterruptedException {
    Path file = question(7003);
    List<Object> all =
        List.of("answer", "--model", model, "--no-play", file, "--json", "--temperature", 3);
    List<Object> three = new ArrayList<>(all);
    three.addAll(List.of("--count", 3, "--random-seed", 20));
    List<Object> last = new ArrayList<>(all);
    last.addAll(List.of("--random-seed", 22));
    AnswerReport one = report(Command.runIn(folder, three.toArray()));
    AnswerReport two = report(Command.runIn(folder, last.toArray()));
    assertThat(one.answers()).hasSize(3);
    assertThat(one.answers().get(2).notes()).isEqualTo(two.answers().get(0).notes());
    for (AnswerReport.Given given : one.answers()) {
      assertThat(folder.resolve(given.written())).exists();
      assertThat(given.written()).startsWith("generated").contains("-seed" + given.randomSeed());
    }
  }

  @Test
  void oneMelodyCanBeAnsweredAgain() throws IOException {
    Path out = folder.resolve("both.mid");
    Command command = answer(question(7005), "--out", out, "--one-track", "--temperature", 0);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    List<MelodyNote> both = new ArrayList<>(EchoTunes.phrase(7005).notes());
    both.addAll(EchoTunes.reply(7005));
    AnswerReport again =
        report(answer(out, "--json", "--bars", 2, "--out", folder.resolve("again.mid")));
    assertThat(again.heardBars()).isEqualTo(4);
    assertThat(again.question())
        .extracting(AnswerReport.Sounding::pitch)
        .isEqualTo(both.stream().map(MelodyNote::pitch).toList());
  }

  @Test
  void constraintsAreKept() throws IOException {
    for (int seed = 0; seed < 4; seed++) {
      AnswerReport told =
          report(
              answer(
                  question(7004),
                  "--json",
                  "--scale",
                  "D pentatonic",
                  "--range",
                  "D5-D6",
                  "--end-on-tonic",
                  "--random-seed",
                  seed,
                  "--out",
                  folder.resolve(seed + ".mid")));
      List<AnswerReport.Sounding> notes = told.answers().get(0).notes();
      assertThat(notes).allMatch(note -> note.pitch() >= 74 && note.pitch() <= 86);
      assertThat(notes.get(notes.size() - 1).pitch() % 12).isEqualTo(2);
    }
  }

  @Test
  void ofAFileOnlySomeBarsMayBeAsked() throws IOException {
    AnswerReport told =
        report(
            answer(
                GREENSLEEVES,
                "--question-bars",
                "2-3",
                "--json",
                "--out",
                folder.resolve("a.mid")));
    assertThat(told.heardBars()).isEqualTo(2);
    Command none = answer(GREENSLEEVES, "--question-bars", "900", "--json");
    assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("--question-bars of " + GREENSLEEVES, "the piece has");
  }

  @Test
  void whatWasKeptForTheTestIsMeasuredAgainBesideAGenerator() throws IOException {
    Command command =
        Command.run(
            "answer", "evaluate", collection, "--model", model, "--against", generator, "--json");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).doesNotContain("not the files");
    AnswererReport report =
        Json.read(command.out().getBytes(UTF_8), "standard output", AnswererReport.class);
    AnswererRecord record = Json.read(model.resolve("training.json"), AnswererRecord.class);
    AnswererFigures.Row row = report.figures().rows().get(0);
    AnswererFigures.Row trained = record.figures().orElseThrow().rows().get(0);
    assertThat(row.kind()).isEqualTo(Kind.REPLY);
    assertThat(row.heard()).isEqualTo(trained.heard()).isLessThan(0.2);
    assertThat(row.another().orElseThrow()).isGreaterThan(row.heard() + 0.5);
    assertThat(row.primed().orElseThrow()).isGreaterThan(row.heard());
    assertThat(row.alone().orElseThrow()).isGreaterThan(row.heard());
    assertThat(record.pieces()).isBetween(100, 130);
    Command table =
        Command.run("answer", "evaluate", collection, "--model", model, "--against", generator);
    assertThat(table.out()).contains("question", "shuffled", "another", "generator alone");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Path other = folder.resolve("other");
    Object[] few = {"--epochs", 2, "--pairs", 100, "--random-seed", 1};
    assertThat(train(one, few).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(train(two, few).exitCode()).isEqualTo(ExitCode.DONE);
    few[5] = 2;
    assertThat(train(other, few).exitCode()).isEqualTo(ExitCode.DONE);
    String weights = "model.safetensors";
    assertThat(two.resolve(weights)).hasSameBinaryContentAs(one.resolve(weights));
    assertThat(Files.readAllBytes(other.resolve(weights)))
        .isNotEqualTo(Files.readAllBytes(one.resolve(weights)));
  }

  @Test
  void aModelOfAnotherKindIsRefusedBothWays() {
    Command command = Command.run("answer", GREENSLEEVES, "--model", "folk", "--no-play");
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err())
        .hasLineCount(1)
        .contains("folk", "of kind generator", "ritornello answer train");
    for (Object[] others :
        Arrays.<Object[]>asList(
            new Object[] {"generate", "--model", model, "--no-play"},
            new Object[] {"harmonize", GREENSLEEVES, "--model", model},
            new Object[] {"classify", model, GREENSLEEVES})) {
      Command other = Command.run(others);
      assertThat(other.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(other.err()).hasLineCount(1).contains(model.toString(), "of kind answerer");
    }
    Command against =
        Command.run("answer", "evaluate", collection, "--model", model, "--against", "dance");
    assertThat(against.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(against.err()).contains("of kind classifier, not a generator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bars|9|from 1 to 8",
        "--bars|0|from 1 to 8",
        "--count|0|--count is 0",
        "--instrument|129|from 1 to 128",
        "--temperature|-1|temperature is -1.0; it must be from 0 to 100",
        "--beam|0|width of the beam is 0",
        "--random-seed|9223372036854775807|too large",
        "--scale|H dur|--scale",
        "--range|A5-C4|--range",
        "--key|H|--key",
        "--metre|3/4|a .mid file tells its own",
        "--tempo|5|--tempo",
        "--question-bars|4-|--question-bars",
        "--out|a.pdf|.musicxml",
        "--notes|C4|give one question"
      })
  void wrongOptionsAreRefused(String option, String value, String message) {
    Command command = answer(GREENSLEEVES, option, value);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(message);
  }

  @Test
  void withoutAQuestionThereIsNothingToAnswer() throws IOException {
    Command command = Command.run("answer");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("give one question");
    Command silent = answer("--notes", "r:4");
    assertThat(silent.exitCode()).isIn(ExitCode.USAGE, ExitCode.INPUT);
    assertThat(silent.err()).contains("no note");
    Path missing = folder.resolve("nowhere.mid");
    assertThat(answer(missing).exitCode()).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void withoutChanceThereIsOneAnswer() throws IOException {
    for (String how : List.of("--temperature=0", "--beam=2")) {
      Command several = answer(question(7006), how, "--count", 2);
      assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(several.err()).contains("--count would repeat itself");
    }
    Path out = folder.resolve("one.mid");
    assertThat(answer(question(7006), "--temperature", 0, "--out", out).out())
        .doesNotContain("random seed");
    // The likeliest of all is the question itself, which is drawn anew then.
    Path narrow = folder.resolve("narrow.mid");
    write(
        NoteText.parse("D4:0.5 D4:0.5 D4:0.5 D4:0.5", TimeSignature.parse("2/8"), 4)
            .withKey(Optional.of(KeySignature.parse("D"))),
        narrow);
    List<List<AnswerReport.Sounding>> given = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path file = folder.resolve("again-" + i + ".mid");
      AnswerReport told =
          report(
              answer(
                  narrow,
                  "--vary",
                  "--temperature",
                  0,
                  "--range",
                  "D4-D4",
                  "--json",
                  "--out",
                  file));
      given.add(told.answers().get(0).notes());
    }
    assertThat(given).containsOnly(given.get(0));
  }

  @Test
  void aRecordingIsAQuestionToo() throws IOException {
    Path notes = folder.resolve("question.mid");
    write(
        NoteText.parse("D4 F#4 A4 F#4 | B4 A4 F#4:2", TimeSignature.COMMON, 4)
            .withKey(Optional.of(KeySignature.parse("D"))),
        notes);
    Path sound = folder.resolve("question.wav");
    Command rendered = Command.run("render", notes, "--out", sound);
    assertThat(rendered.exitCode()).as(rendered.err()).isEqualTo(ExitCode.DONE);
    AnswerReport told =
        report(
            answer(
                sound,
                "--tempo",
                110,
                "--metre",
                "4/4",
                "--key",
                "D",
                "--json",
                "--out",
                folder.resolve("answer.mid")));
    assertThat(told.question())
        .extracting(AnswerReport.Sounding::pitch)
        .containsExactly(62, 66, 69, 66, 71, 69, 66);
  }

  @Test
  void withoutValidationTheLastEpochIsKept() {
    Path made = folder.resolve("last");
    Command command = train(made, "--epochs", 2, "--pairs", 50, "--validation", 0, "--test", 0);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("2 epochs, of which the last is kept");
    assertThat(command.err()).doesNotContain("validation 0.0000");
  }

  @Test
  void whereNoPhraseFollowsAnotherThereIsNothingToLearn() throws IOException {
    Path place = Files.createDirectory(folder.resolve("long"));
    Path out = place.resolve("note.mid");
    assertThat(answer("--notes", "D4:4", "--answer-only", "--out", out).exitCode())
        .isEqualTo(ExitCode.DONE);
    Files.delete(out);
    Melody held = EchoTunes.phrase(1);
    write(
        new Melody(
            4,
            List.of(new MelodyNote(0, held.lengthSteps(), 62)),
            held.metres(),
            held.key(),
            held.lengthSteps()),
        out);
    Path made = folder.resolve("none");
    Command command = Command.run("answer", "train", place, "--model", made, "--epochs", 1);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("nothing to learn from");
    assertThat(made).doesNotExist();
  }

  @Test
  void whereThereAreNoMelodiesThereIsNothingToLearn() throws IOException {
    Path made = folder.resolve("made");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Command command = Command.run("answer", "train", empty, "--model", made);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(made).doesNotExist();
    Command there = train(model);
    assertThat(there.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(there.err()).contains("there is a model at");
    Command cell = train(made, "--cell", "transformer");
    assertThat(cell.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(cell.err()).contains("transformer");
    assertThat(made).doesNotExist();
  }
}
