package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.audio.Hum;
import ritornello.audio.WavFile;
import ritornello.midi.MidiReader;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.store.Json;

/** Somebody hums, and it is written down. */
class ListenCommandTest {
  private static final float RATE_HZ = 16_000;
  private static final int[] PITCHES = {60, 62, 64, 60, 60, 62, 64, 60, 64, 65, 67, 64, 65, 67};
  private static final double[] QUARTERS = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2};

  @TempDir private Path folder;

  /** "Brother John", after half a second. */
  private static List<Hum.Sung> tune(double qpm) {
    List<Hum.Sung> notes = new ArrayList<>();
    double at = 0.5;
    for (int i = 0; i < PITCHES.length; i++) {
      double seconds = QUARTERS[i] * 60 / qpm;
      notes.add(new Hum.Sung(at, 0.9 * seconds, PITCHES[i]));
      at += seconds;
    }
    return notes;
  }

  private Path recording(float[] samples) throws IOException {
    return Files.write(folder.resolve("hum.wav"), WavFile.USUAL.bytes(samples, RATE_HZ));
  }

  private Path hummed(double qpm) throws IOException {
    return recording(Hum.plain().withRate(RATE_HZ).sing(tune(qpm), 1));
  }

  private Command listen(Object... arguments) {
    Stream<Object> all =
        Stream.concat(
            Stream.of("listen", folder.resolve("hum.wav"), "--out", out()), Stream.of(arguments));
    return Command.run(all.toArray());
  }

  private Path out() {
    return folder.resolve("hum.mid");
  }

  private List<Note> written() throws IOException {
    return MidiReader.read(out()).score().tracks().get(0).notes();
  }

  @Test
  void aHummedTuneIsWrittenDownInBars() throws IOException {
    hummed(100);
    Command command = listen();
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).isEmpty();
    assertThat(command.out())
        .contains(out().toString(), "14 notes", "4 bars of 4/4", "100 quarter notes a minute")
        .contains("C major", "tuned to 440 Hz", "G4 │");
    Score score = MidiReader.read(out()).score();
    assertThat(score.tempos().get(0).qpm()).isCloseTo(100, within(1.0));
    long tick = 0;
    for (int i = 0; i < PITCHES.length; i++) {
      Note note = written().get(i);
      assertThat(note.pitch()).isEqualTo(PITCHES[i]);
      assertThat(note.startTick()).isEqualTo(tick);
      assertThat(note.lengthTicks()).isEqualTo((long) (480 * QUARTERS[i]));
      tick += note.lengthTicks();
    }
    assertThat(Command.run("inspect", out()).out()).contains("14 notes", "4 bars, C major");
  }

  @Test
  void theSameRecordingGivesTheSameBytes() throws IOException {
    hummed(90);
    listen();
    byte[] first = Files.readAllBytes(out());
    Files.delete(out());
    listen();
    assertThat(out()).hasBinaryContent(first);
  }

  @Test
  void whatIsGivenIsNotEstimated() throws IOException {
    hummed(100);
    Command command = listen("--tempo", 200, "--metre", "3/4", "--key", "Bb", "--instrument", 74);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    Score score = MidiReader.read(out()).score();
    assertThat(score.tempos().get(0).qpm()).isCloseTo(200, within(0.01));
    assertThat(score.timeSignatures().get(0).timeSignature()).hasToString("3/4");
    assertThat(score.keySignatures().get(0).keySignature()).hasToString("Bb major");
    assertThat(score.tracks().get(0).program()).hasValue(73);
    assertThat(written().get(1).startTick() - written().get(0).startTick()).isEqualTo(960);
  }

  @Test
  void unquantisedNotesStayWhereTheyWereHeard() throws IOException {
    hummed(87);
    Command command = listen("--no-quantise");
    assertThat(command.out()).contains("not quantised");
    Score score = MidiReader.read(out()).score();
    for (int i = 0; i < PITCHES.length; i++) {
      double heard = score.tempoMap().microsAt(written().get(i).startTick()) / 1e6;
      assertThat(heard).isCloseTo(tune(87).get(i).onsetSeconds(), within(0.05));
    }
  }

  @Test
  void otherProgramsGetJson() throws IOException {
    Path file = hummed(100);
    Command command = listen("--json");
    Hearing hearing = Json.read(command.out().getBytes(UTF_8), "output", Hearing.class);
    assertThat(hearing.source()).isEqualTo(file.toString());
    assertThat(hearing.notes()).extracting(Hearing.Heard::pitch).hasSize(14).startsWith(60, 62);
    assertThat(hearing.metre()).isEqualTo("4/4");
    assertThat(hearing.tempo()).isCloseTo(100, within(1.0));
    assertThat(hearing.warnings()).isEmpty();
  }

  @Test
  void clippingIsToldAndHeardAllTheSame() throws IOException {
    float[] samples = Hum.plain().withRate(RATE_HZ).sing(tune(100), 1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 8;
    }
    recording(samples);
    Command command = listen();
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("too loud").hasLineCount(1);
    assertThat(written()).extracting(Note::pitch).hasSize(14);
  }

  @Test
  void whereNoNoteIsThatIsSaid() throws IOException {
    recording(new float[32_000]);
    refused(listen(), "nothing was heard", "hum.wav", "200 dB");
    recording(new float[100]);
    refused(listen(), "too short", "hum.wav");
    recording(new float[0]);
    refused(listen(), "too short");
    float[] noise = new float[32_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.1 * random.nextGaussian());
    }
    recording(noise);
    refused(listen(), "no note was heard", "noise");
    Files.writeString(folder.resolve("hum.wav"), "no sound at all");
    refused(listen(), "no WAV, AIFF or AU");
    Files.delete(folder.resolve("hum.wav"));
    refused(listen(), "hum.wav", "no such file");
    assertThat(out()).doesNotExist();
  }

  private static void refused(Command command, String... words) {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains(words).hasLineCount(1);
    assertThat(command.out()).isEmpty();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    hummed(100);
    Files.writeString(out(), "mine");
    refused(listen(), "it is there already");
    assertThat(out()).hasContent("mine");
  }

  @Test
  void wrongOptionsAreWrongUsage() throws IOException {
    Path file = hummed(100);
    Object[][] wrong = {
      {},
      {file, "--microphone"},
      {file, "--device", "x"},
      {file, "--seconds", 3},
      {file, "--tempo", 5},
      {file, "--metre", "waltz"},
      {file, "--key", "H"},
      {file, "--instrument", 129},
      {"--microphone", "--seconds", 0},
      {"--microphone", "--silence", -1}
    };
    for (Object[] arguments : wrong) {
      Command command =
          Command.run(Stream.concat(Stream.of("listen"), Stream.of(arguments)).toArray());
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).hasLineCount(1);
    }
  }

  @Test
  void aMicrophoneThatIsNotThereIsNamed() {
    Command command = Command.run("listen", "--microphone", "--device", "no such input");
    assertThat(command.exitCode()).isEqualTo(ExitCode.NO_DEVICE);
    assertThat(command.err()).contains("there is no input 'no such input'").hasLineCount(1);
  }

  /** More samples than fit into its memory. */
  @Test
  void aLongRecordingNeedsNoMoreMemoryThanAShortOne() throws Exception {
    List<Hum.Sung> notes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      notes.add(new Hum.Sung(0.5 * i, 0.45, 60 + i % 12));
    }
    float[] samples = Hum.plain().withRate(96_000).sing(notes, 1);
    byte[] wav = new WavFile(3, 32, 2, true, 0xFFFF_FFFFL).bytes(samples, 96_000);
    assertThat(wav.length).isGreaterThan(38_000_000);
    Path file = Files.write(folder.resolve("long.wav"), wav);
    ProcessBuilder program = Command.process(folder, "listen", file, "--out", out(), "--json");
    program.environment().put("JAVA_TOOL_OPTIONS", "-Xmx24m");
    Command command = Command.end(program.start());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(written()).extracting(Note::pitch).hasSize(100).startsWith(60, 61, 62);
  }

  @Test
  void withoutOutItGoesToANewFile() throws Exception {
    Path file = hummed(100);
    Command command = Command.runIn(folder, "listen", file, "--json");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    Command.runIn(folder, "listen", file);
    assertThat(folder.resolve("generated/hum.mid")).exists();
    assertThat(folder.resolve("generated/hum-2.mid")).exists();
  }

  @Test
  void whatWasHummedIsGoneOnFrom() throws IOException {
    hummed(100);
    Command command =
        Command.run(
            "generate",
            "--seed-audio",
            folder.resolve("hum.wav"),
            "--no-play",
            "--random-seed",
            1,
            "--out",
            out());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("heard in", "14 notes", "quarter notes a minute");
    List<Integer> pitches = written().stream().map(Note::pitch).toList();
    assertThat(pitches).hasSizeGreaterThan(PITCHES.length);
    assertThat(pitches.subList(0, PITCHES.length))
        .containsExactlyElementsOf(Arrays.stream(PITCHES).boxed().toList());
    Files.delete(out());
    Command silent =
        Command.run("generate", "--seed-audio", recording(new float[16_000]), "--no-play");
    assertThat(silent.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(silent.err()).contains("nothing was heard");
  }
}
