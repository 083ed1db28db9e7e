package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import ritornello.lm.TrainingRecord;
import ritornello.store.ModelDirectory;

/** The page that a training writes, as a user finds it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportedTrainingTest {
  private static final int EPOCHS = 3;
  private static final List<String> LEARNED =
      List.of("model.safetensors", "optimizer.safetensors", "training.json", "vocabulary.json");

  private Path tunes;
  private Path whole;
  private Command training;
  private Path folder;

  @BeforeAll
  void train(@TempDir Path place) throws IOException {
    tunes = Files.createDirectory(place.resolve("tunes"));
    try (Stream<Path> all = Files.list(Path.of("midi-corpus"))) {
      for (Path tune :
          all.filter(file -> file.toString().endsWith(".mid")).sorted().limit(12).toList()) {
        Files.copy(tune, tunes.resolve(tune.getFileName()));
      }
    }
    whole = place.resolve("model");
    training = train(whole, "--epochs", EPOCHS, "--test", 0.2);
  }

  @BeforeEach
  void makeFolder(@TempDir Path place) {
    folder = place;
  }

  private Command train(Path model, Object... more) {
    Object[] small = {"--hidden", 8, "--embedding", 4, "--layers", 1, "--threads", 1};
    Command command = run(model, Stream.concat(Stream.of(small), Stream.of(more)).toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return command;
  }

  private Command run(Path model, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", tunes, "--model", model));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private static String page(Path model) throws IOException {
    return Files.readString(model.resolve("report.html"));
  }

  private static Document parsed(Path model) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page(model).getBytes(StandardCharsets.UTF_8)));
  }

  private static Samples samples(Path model) throws IOException {
    return ModelDirectory.open(model).samples(Samples.class).orElseThrow();
  }

  @Test
  void thePageTellsHowItWent() throws Exception {
    Document page = parsed(whole);
    String text = page.getDocumentElement().getTextContent();
    TrainingRecord record = ModelDirectory.open(whole).training(TrainingRecord.class);
    assertThat(text)
        .contains(
            "trained through all epochs; epoch 3 of 3",
            "Loss by epochs: training, validation",
            "Loss of the steps by epochs: loss",
            "Norm of the gradient, before it is shortened by epochs: largest, mean, shortened to",
            "Learning rate by epochs: rate",
            "1×8 lstm",
            record.dataHash(),
            tunes.toString(),
            String.format(Locale.ROOT, "%.4f nats a token", record.bestValidationLoss()),
            "ritornello generate --model " + whole);
    for (TrainingRecord.Epoch epoch : record.epochs()) {
      assertThat(text).contains(String.format(Locale.ROOT, "%.4f", epoch.trainingLoss()));
    }
    // Curves, and a picture or a word for each epoch.
    assertThat(page.getElementsByTagName("summary").getLength()).isEqualTo(EPOCHS + 2);
    String own =
        page(whole)
            .replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
            .replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
    assertThat(own).doesNotContain("http:", "https:", "src=", "href", "<script", "<link");
    String tested =
        training.out().lines().filter(l -> l.contains("kept for the test")).toList().get(0);
    assertThat(text).contains(tested.replaceAll(".*: ([0-9.]+) nats.*", "$1 nats a token"));
  }

  @Test
  void theTerminalToldItInShort() throws IOException {
    TrainingRecord record = ModelDirectory.open(whole).training(TrainingRecord.class);
    assertThat(training.out())
        .contains(
            "3 epochs, the best is",
            "  learned from ",
            record.steps() + " steps; ",
            String.format(
                Locale.ROOT, "  validation %.4f at first", record.epochs().get(0).validationLoss()),
            "  report " + whole.resolve("report.html"));
  }

  @Test
  void thereIsASampleOfEachEpoch() throws IOException {
    assertThat(samples(whole).samples().stream().map(Samples.Sample::epoch))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, EPOCHS).boxed().toList());
  }

  @Test
  void withoutAPageTheModelIsTheSame() throws IOException {
    Path plain = folder.resolve("model");
    Command command = train(plain, "--epochs", EPOCHS, "--test", 0.2, "--no-report");
    assertThat(command.out()).contains("  learned from ").doesNotContain("report");
    assertThat(plain.resolve("report.html")).doesNotExist();
    assertThat(plain.resolve("samples.json")).doesNotExist();
    for (String file : LEARNED) {
      assertThat(plain.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void stoppedAndResumedItIsTheSamePage() throws IOException {
    Path model = folder.resolve("model");
    train(model, "--epochs", EPOCHS, "--test", 0.2, "--max-minutes", 1e-7);
    assertThat(page(model)).contains("stopped, and can be gone on with by --resume");
    int stops = 0;
    while (page(model).contains("stopped, and can")) {
      double minutes = stops++ < 3 ? 0.001 : 10;
      Command command = run(model, "--resume", "--max-minutes", minutes);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    }
    for (String file : LEARNED) {
      assertThat(model.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(model.resolve("samples.json")).hasSameBinaryContentAs(whole.resolve("samples.json"));
    assertThat(page(model).replace(model.toString(), "PLACE"))
        .isEqualTo(page(whole).replace(whole.toString(), "PLACE"));
  }

  @Test
  void aDamagedFileOfSamplesCostsTheSamplesOnly() throws IOException {
    Path model = folder.resolve("model");
    train(model, "--epochs", EPOCHS, "--max-minutes", 1e-7);
    Files.writeString(model.resolve("samples.json"), "{\"samples\": [");
    Command command = run(model, "--resume");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("left out of the report", "samples.json");
    assertThat(samples(model).samples()).hasSize(EPOCHS);
  }

  @ParameterizedTest
  @CsvSource({"performance,NO", "remi,NO", "frames,NO", "frames,300", "melody,230"})
  void modelsOfEveryCodecShowWhatTheyInvent(String codec, String words) throws Exception {
    Path model = folder.resolve("model");
    if (words.equals("NO")) {
      train(model, "--codec", codec, "--epochs", 2, "--validations", 2);
    } else {
      train(model, "--codec", codec, "--epochs", 2, "--vocabulary-size", words);
    }
    assertThat(samples(model).samples()).hasSize(2);
    assertThat(parsed(model).getElementsByTagName("summary").getLength()).isEqualTo(4);
    assertThat(page(model)).contains("epoch 2", codec);
  }

  /** So it is on servers and in containers. */
  @Test
  void withoutAnyFontThereAreFiguresInPlaceOfCurves() throws Exception {
    Path none =
        Files.writeString(
            folder.resolve("fonts.conf"),
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig/>");
    ProcessBuilder process =
        Command.process(folder, "train", tunes, "--model", "model", "--hidden", 8, "--epochs", 1);
    Map<String, String> environment = process.environment();
    environment.put("FONTCONFIG_FILE", none.toString());
    environment.put("JAVA_TOOL_OPTIONS", "-Duser.home=" + folder);
    Command command = Command.end(process.start());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("report " + Path.of("model", "report.html"));
    Path model = folder.resolve("model");
    String text = parsed(model).getDocumentElement().getTextContent();
    assertThat(text).contains("Figures", "1 of 1");
    boolean drawn = text.contains("Loss by epochs");
    assertThat(drawn).isNotEqualTo(text.contains("can't draw them"));
  }

  @Test
  void samplesGetRarerInLongTrainings() {
    List<Integer> due = IntStream.rangeClosed(1, 1000).filter(Samples::isDue).boxed().toList();
    assertThat(due).hasSize(60 + 54 + 4).startsWith(1, 2).contains(60, 70, 600, 700, 1000);
    Samples samples = Samples.NONE;
    for (int epoch : List.of(1, 2, 3, 2)) {
      samples = samples.with(new Samples.Sample(epoch, new int[] {epoch, 2}));
    }
    assertThat(samples.samples().stream().map(Samples.Sample::epoch)).containsExactly(1, 2);
    assertThat(samples.upTo(1).samples()).hasSize(1);
  }
}
