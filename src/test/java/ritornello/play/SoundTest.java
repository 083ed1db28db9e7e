package ritornello.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/** The program plays, and somebody listens. */
class SoundTest {
  private static final int PPQ = 480;
  private static final int SAMPLES_A_SECOND = (int) SoundServer.RATE_HZ;

  /** A window of the pitch detection, and the attack of a note that begins within it. */
  private static final double HEARING_SECONDS = 0.06;

  private static final int INTERRUPTED = 130;

  @TempDir private static Path folder;
  private static SoundServer sound;

  @BeforeAll
  static void start() throws Exception {
    sound = new SoundServer(Files.createDirectory(folder.resolve("sound")));
  }

  @AfterAll
  static void stop() {
    if (sound != null) {
      sound.close();
    }
  }

  private record Run(int exitCode, String out, String err) {}

  /** The program as a user starts it, with this home and this sound server. */
  private static ProcessBuilder program(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Duser.home=" + folder);
    command.add("--add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("ritornello.cli.Ritornello");
    command.addAll(Arrays.asList(arguments));
    return sound.playingHere(new ProcessBuilder(command)).directory(folder.toFile());
  }

  private static Run finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private static Path write(Score score) throws IOException {
    Path file = Files.createTempFile(folder, "played", ".mid");
    try (var out = Files.newOutputStream(file)) {
      MidiWriter.write(score, out);
    }
    return file;
  }

  private static Score score(List<Note> notes) {
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, 120), TempoChange.ofQpm(4 * PPQ, 240)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Track("", 0, notes, List.of(new ChannelEvent.ProgramChange(0, 0)))));
  }

  private static Score melody() {
    int[] pitches = {60, 62, 64, 65, 67, 65, 69, 71, 72};
    int[] eighths = {2, 2, 1, 1, 1, 1, 2, 2, 4};
    List<Note> notes = new ArrayList<>();
    long tick = 0;
    for (int i = 0; i < pitches.length; i++) {
      long length = eighths[i] * (PPQ / 2L);
      notes.add(new Note(tick, length * 3 / 4, pitches[i], 100));
      tick += length;
    }
    return score(notes);
  }

  @Test
  void whatIsPlayedIsWhatIsHeard() throws Exception {
    Score score = melody();
    int from = sound.recordedSamples();
    Run run = finish(program("play", write(score).toString()).start());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("playing ").hasLineCount(1);

    List<Note> notes = score.tracks().get(0).notes();
    List<Ear.Heard> heard = Ear.notes(sound.recording(from));
    assertThat(heard.stream().map(Ear.Heard::pitch).toList())
        .isEqualTo(notes.stream().map(Note::pitch).toList());
    double first = heard.get(0).startSeconds();
    for (int i = 0; i < notes.size(); i++) {
      assertThat(heard.get(i).startSeconds() - first)
          .as("start of note " + i)
          .isCloseTo(
              score.tempoMap().microsAt(notes.get(i).startTick()) / 1e6, within(HEARING_SECONDS));
    }
  }

  @Test
  void aGeneratedMelodyIsHeard() throws Exception {
    Path tune = folder.resolve("generated.mid");
    Run made =
        finish(
            program("generate", "--random-seed=22", "--bars=4", "--no-play", "--output=" + tune)
                .start());
    assertThat(made.exitCode()).as(made.err()).isZero();
    Score score = detached(MidiReader.read(Files.readAllBytes(tune), "generated.mid").score());
    int from = sound.recordedSamples();
    Run run = finish(program("play", write(score).toString(), "--tempo", "80%").start());
    assertThat(run.exitCode()).as(run.err()).isZero();

    List<Note> notes = changes(score.tracks().get(0).notes(), Note::pitch);
    List<Ear.Heard> heard = changes(Ear.notes(sound.recording(from)), Ear.Heard::pitch);
    assertThat(notes).hasSizeGreaterThan(8);
    assertThat(heard.stream().map(Ear.Heard::pitch).toList())
        .isEqualTo(notes.stream().map(Note::pitch).toList());
    double[] late = new double[notes.size()];
    for (int i = 0; i < late.length; i++) {
      double seconds = score.tempoMap().microsAt(notes.get(i).startTick()) / 0.8e6;
      late[i] = heard.get(i).startSeconds() - seconds;
    }
    double latency = Arrays.stream(late).sorted().toArray()[late.length / 2];
    for (int i = 0; i < late.length; i++) {
      assertThat(late[i]).as("how late note " + i + " is").isCloseTo(latency, within(0.1));
    }
  }

  /**
   * Those of another pitch than the one before: where the sound has a gap, a note is heard twice.
   */
  private static <T> List<T> changes(List<T> notes, ToIntFunction<T> pitch) {
    List<T> changes = new ArrayList<>();
    for (T note : notes) {
      T last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
      if (last == null || pitch.applyAsInt(last) != pitch.applyAsInt(note)) {
        changes.add(note);
      }
    }
    return changes;
  }

  /** With a gap after each note: where two sound together, a third is heard. */
  private static Score detached(Score score) {
    List<Note> notes =
        score.tracks().get(0).notes().stream()
            .map(n -> new Note(n.startTick(), n.lengthTicks() * 3 / 4, n.pitch(), n.velocity()))
            .toList();
    return new Score(
        score.ppq(),
        score.tempos(),
        score.timeSignatures(),
        score.keySignatures(),
        List.of(),
        List.of(new Track("", 0, notes, List.of())));
  }

  @Test
  void itIsSilentAsSoonAsItIsInterrupted() throws Exception {
    Path file = write(score(List.of(new Note(0, 100 * PPQ, 60, 110))));
    int from = sound.recordedSamples();
    Process process = program("play", file.toString()).start();
    SoundServer.await(
        "nothing is heard",
        () -> SoundServer.peak(sound.recording(from)) > 0.02 || !process.isAlive());
    interrupt(process);
    Run run = finish(process);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(INTERRUPTED);
    assertThat(run.err()).hasLineCount(1);

    int ended = sound.recordedSamples();
    SoundServer.await(
        "the recording stands still", () -> sound.recordedSamples() > ended + SAMPLES_A_SECOND);
    assertThat(SoundServer.peak(sound.recording(ended + SAMPLES_A_SECOND / 2)))
        .as("loudness when the program has ended")
        .isLessThan(0.001);
  }

  private static void interrupt(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void aPortGetsNoteOffsWhenTheProgramIsInterrupted() throws Exception {
    Path file = write(score(List.of(new Note(0, 100 * PPQ, 60, 110), new Note(0, 9, 64, 50))));
    Path recording = folder.resolve("port");
    Process process = start(recording, "play", file.toString(), "--port", "test RECORDER");
    SoundServer.await(
        "nothing is sent",
        () -> RecordingDevices.read(recording).size() >= 4 || !process.isAlive());
    interrupt(process);
    Run run = finish(process);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(INTERRUPTED);
    List<RecordingDevices.Sent> sent = RecordingDevices.read(recording);
    assertThat(sent).anyMatch(one -> one.status() == 0x90 && one.data1() == 60);
    assertThat(sent.subList(4, sent.size()))
        .anyMatch(one -> one.status() == 0x80 && one.data1() == 60)
        .filteredOn(one -> one.status() >> 4 == 0xB && one.data1() == 120)
        .hasSize(16);
  }

  private static Process start(Path recording, String... arguments) throws IOException {
    ProcessBuilder builder = program(arguments);
    String property = "-D" + RecordingDevices.FILE + "=" + recording;
    builder.command().add(1, property);
    return builder.start();
  }

  @Test
  void aPortThatHangsDoesNotKeepTheProgramFromEnding() throws Exception {
    Path recording = folder.resolve("hanging");
    String name = RecordingDevices.HANGING;
    Process process = start(recording, "play", write(melody()).toString(), "--port", name);
    SoundServer.await(
        "nothing is sent",
        () -> notesOn(RecordingDevices.read(recording)) >= 2 || !process.isAlive());
    interrupt(process);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
  }

  private static long notesOn(List<RecordingDevices.Sent> sent) {
    return sent.stream().filter(one -> one.status() >> 4 == 0x9).count();
  }

  /** The longest that the program may go on when what it plays to is gone; two seconds suffice. */
  private static final long ENDING_SECONDS = 10;

  private static void assertEndedInTime(Process process, String message) throws Exception {
    assertThat(process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)).isTrue();
    Run run = finish(process);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains(message).hasLineCount(2);
  }

  /** Each key that was struck is let go of, and each channel is silenced. */
  private static void assertSilenced(List<RecordingDevices.Sent> sent) {
    for (int key : sent.stream().mapToInt(RecordingDevices.Sent::data1).distinct().toArray()) {
      int[] changes =
          sent.stream()
              .filter(one -> (one.status() & 0xE0) == 0x80 && one.data1() == key)
              .mapToInt(one -> one.status() >> 4)
              .toArray();
      assertThat(changes.length == 0 || changes[changes.length - 1] == 8).isTrue();
    }
    for (int controller : new int[] {64, 120, 121, 123}) {
      assertThat(sent)
          .filteredOn(one -> one.status() >> 4 == 0xB && one.data1() == controller)
          .extracting(RecordingDevices.Sent::status)
          .hasSize(16)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aPortThatThrowsEndsTheProgramAndEveryNote() throws Exception {
    Path recording = folder.resolve("throwing");
    String name = RecordingDevices.THROWING;
    Process process = start(recording, "play", write(melody()).toString(), "--port", name);
    assertEndedInTime(process, "no more notes are taken");
    assertSilenced(RecordingDevices.read(recording));
  }

  @Test
  void aPortThatIsPulledOutEndsTheProgramAndEveryNote() throws Exception {
    Path recording = folder.resolve("pulled-out");
    String name = RecordingDevices.VANISHING;
    Path file =
        write(
            score(
                List.of(
                    new Note(0, 9, 60, 9), new Note(9, 9, 61, 9), new Note(18, 99_999, 62, 9))));
    Process process = start(recording, "play", file.toString(), "--port", name);
    assertEndedInTime(process, "is gone");
    assertSilenced(RecordingDevices.read(recording));
  }

  @Test
  void aSoundCardThatIsPulledOutEndsTheProgram() throws Exception {
    SoundServer card = new SoundServer(Files.createDirectory(folder.resolve("card")));
    Path file = write(score(List.of(new Note(0, 100 * PPQ, 60, 110))));
    Process process = card.playingHere(program("play", file.toString())).start();
    try (card) {
      SoundServer.await(
          "nothing is heard",
          () -> SoundServer.peak(card.recording(0)) > 0.02 || !process.isAlive());
    }
    assertEndedInTime(process, "the sound device takes no more sound");
  }

  @Test
  void instrumentsOfAFileAreHeard() throws Exception {
    Path soundFont = Path.of("/usr/share/sounds/sf2/TimGM6mb.sf2");
    assumeTrue(Files.exists(soundFont), "there is no SoundFont to hear");
    Score score = melody();
    int from = sound.recordedSamples();
    Run run =
        finish(
            program("play", write(score).toString(), "--soundfont", soundFont.toString()).start());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Ear.notes(sound.recording(from)).stream().map(Ear.Heard::pitch).toList())
        .isEqualTo(score.tracks().get(0).notes().stream().map(Note::pitch).toList());

    byte[] half = Arrays.copyOf(Files.readAllBytes(soundFont), 1_000_000);
    Path damaged = Files.write(folder.resolve("half.sf2"), half);
    Run refused =
        finish(program("play", write(score).toString(), "--soundfont", damaged.toString()).start());
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err()).contains("half.sf2").hasLineCount(1);
  }

  @Test
  void aPortInUseIsNamedInOneLine() throws Exception {
    Run run =
        finish(
            program("play", write(melody()).toString(), "--port", RecordingDevices.BUSY).start());
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains(RecordingDevices.BUSY).hasLineCount(1);
  }

  @Test
  void withoutASoundDeviceThatIsSaidInOneLine() throws Exception {
    ProcessBuilder builder = program("play", write(melody()).toString());
    builder.environment().put("PULSE_SERVER", "unix:" + folder.resolve("nobody"));
    Run run = finish(builder.start());
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("sound device").hasLineCount(1);
  }
}
