package ritornello.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.audio.Hum;
import ritornello.audio.WavFile;
import ritornello.midi.MidiReader;
import ritornello.play.RecordingDevices.Sent;
import ritornello.score.Note;
import ritornello.score.Scale;
import ritornello.score.Score;

/** A jam and endless music, as processes of their own, against a scripted player. */
class JamCommandTest {
  private static final int ANSWER = 0x90;
  private static final int YOU = 0x9F;
  private static final int CLICK = 0x99;
  private static final int HIGH_WOOD_BLOCK = 76;
  private static final int QPM = 200;

  @TempDir private Path folder;
  private Path recording;
  private Path keyboard;
  private Process process;

  @BeforeEach
  void place() throws IOException {
    recording = folder.resolve("recording");
    keyboard = Files.createFile(folder.resolve("keyboard"));
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-D" + RecordingDevices.FILE + "=" + recording);
    command.add("-D" + RecordingDevices.KEYS + "=" + keyboard);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("ritornello.cli.Ritornello");
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
  }

  private void jam(Object... more) throws IOException {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("jam", "--input", RecordingDevices.KEYBOARD, "--tempo", QPM));
    all.addAll(List.of("--port", RecordingDevices.RECORDER, "--random-seed", 1, "--key", "D"));
    all.addAll(List.of(more));
    start(all.toArray());
  }

  private void say(String words) throws IOException {
    process.getOutputStream().write((words + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private List<Sent> sent(int status) throws IOException {
    return RecordingDevices.read(recording).stream()
        .filter(one -> one.status() == status && one.data2() > 0)
        .toList();
  }

  private List<Sent> bars() throws IOException {
    return sent(CLICK).stream().filter(one -> one.data1() == HIGH_WOOD_BLOCK).toList();
  }

  private void awaitBar(int number) throws Exception {
    SoundServer.await("bar " + number + " does not begin", () -> bars().size() > number);
  }

  private void play(int... pitches) throws Exception {
    for (int pitch : pitches) {
      TestKeyboard.play(keyboard, 0x90, pitch, 100);
      TimeUnit.MILLISECONDS.sleep(150);
      TestKeyboard.play(keyboard, 0x80, pitch, 0);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void assertEnds(int exitCode) throws Exception {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(err()).isEqualTo(exitCode);
    List<Sent> all = RecordingDevices.read(recording);
    for (int channel = 0; channel < 16; channel++) {
      for (int pitch = 0; pitch < 128; pitch++) {
        int key = pitch;
        int on = 0x90 + channel;
        List<Sent> changes =
            all.stream().filter(one -> (one.status() | 0x10) == on && one.data1() == key).toList();
        assertThat(changes.isEmpty() || changes.get(changes.size() - 1).status() == on - 0x10)
            .as("whether note %d of channel %d is ended", pitch, channel)
            .isTrue();
      }
    }
  }

  @Test
  void aPhraseIsAnsweredFromTheBarLineOnAndAgain() throws Exception {
    Path record = folder.resolve("session.mid");
    jam("--phrase-bars", 1, "--record", record);
    awaitBar(1);
    play(62, 66, 69);
    awaitBar(2);
    SoundServer.await("there is no answer", () -> !sent(ANSWER).isEmpty());
    // Not before the bar line that follows the phrase; how exactly is for a benchmark.
    long phrase = sent(YOU).get(0).micros();
    long barLine =
        bars().stream().mapToLong(Sent::micros).filter(at -> at > phrase).findFirst().orElseThrow();
    assertThat(sent(ANSWER).get(0).micros()).isGreaterThan(barLine - 50_000);
    assertThat(sent(YOU).stream().map(Sent::data1)).containsExactly(62, 66, 69);
    int first = sent(ANSWER).size();
    int bar = bars().size();
    awaitBar(bar);
    play(74, 73, 71);
    SoundServer.await("it does not listen again", () -> sent(ANSWER).size() > first);
    say("quit");
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEnds(0);
    assertThat(out).contains("random seed 1", "99th percentile", record.toString());
    Score session = MidiReader.read(record).score();
    assertThat(session.tracks().stream().filter(track -> track.name().equals("you")))
        .singleElement()
        .satisfies(you -> assertThat(you.notes().stream().map(Note::pitch)).contains(62, 74));
    assertThat(session.tracks().get(0).notes()).isNotEmpty();
  }

  @Test
  void withoutAPhraseItWaits() throws Exception {
    jam("--phrase-bars", 1, "--no-metronome");
    TimeUnit.SECONDS.sleep(4);
    assertThat(sent(ANSWER)).isEmpty();
    assertThat(sent(CLICK)).isEmpty();
    say("quit");
    assertEnds(0);
  }

  @Test
  void anInputThatIsPulledOutEndsIt() throws Exception {
    jam("--phrase-bars", 1);
    awaitBar(0);
    TestKeyboard.play(keyboard, 0x90, 62, 100);
    SoundServer.await("it is not heard", () -> !sent(YOU).isEmpty());
    TestKeyboard.pullOut(keyboard);
    assertEnds(4);
    assertThat(err()).contains("Test keyboard", "pulled out");
  }

  @Test
  void anInputThatIsNotThereIsSaidWithThoseThatAre() throws Exception {
    start("jam", "--input", "Organ", "--port", RecordingDevices.RECORDER);
    assertEnds(4);
    assertThat(err()).contains("there is no MIDI input 'Organ'", RecordingDevices.KEYBOARD);
  }

  @Test
  void controllersTurnTemperatureAndTempo() throws Exception {
    jam("--temperature-controller", 20, "--tempo-controller", 21, "--tap-controller", 22);
    awaitBar(0);
    TestKeyboard.play(keyboard, 0xB0, 21, 127);
    awaitBar(bars().size() + 1);
    int bar = bars().size();
    awaitBar(bar);
    List<Sent> bars = bars();
    long last = bars.get(bar).micros() - bars.get(bar - 1).micros();
    // 187 instead of 200 quarter notes a minute.
    assertThat(last).isBetween(1_240_000L, 1_340_000L);
    // No knob is music.
    assertThat(RecordingDevices.read(recording)).noneMatch(one -> one.status() == 0xBF);
    say("temperature 0.5");
    say("nonsense");
    say("quit");
    assertEnds(0);
    assertThat(err()).contains("temperature 0.5", "'nonsense' is not known");
  }

  @Test
  void endlessMusicChangesWhileItPlays() throws Exception {
    Path record = folder.resolve("endless.mid");
    start(
        "generate",
        "--endless",
        "--key",
        "D",
        "--metre",
        "2/4",
        "--tempo",
        240,
        "--port",
        RecordingDevices.RECORDER,
        "--random-seed",
        2,
        "--record",
        record,
        "--scale",
        "key");
    SoundServer.await("nothing is played", () -> sent(ANSWER).size() > 8);
    say("key Eb");
    SoundServer.await("the key does not change", () -> err().contains("Eb major"));
    // What is left of the bar that plays, and the next if it is too near.
    TimeUnit.MILLISECONDS.sleep(2_000);
    int before = sent(ANSWER).size();
    SoundServer.await("it does not go on", () -> sent(ANSWER).size() > before + 6);
    say("scale Eb pentatonic");
    say("temperature +0.3");
    say("model nowhere");
    SoundServer.await("it is not told", () -> err().contains("no model at nowhere"));
    say("quit");
    assertEnds(0);
    Scale flat = Scale.parse("Eb");
    assertThat(sent(ANSWER).subList(before, before + 6)).allMatch(one -> flat.has(one.data1()));
    assertThat(MidiReader.read(record).score().noteCount()).isEqualTo(sent(ANSWER).size());
    assertThat(err()).contains("temperature 1.2", "scale Eb pentatonic");
  }

  @Test
  void whatGoesWithMusicThatEndsIsRefused() throws Exception {
    start("generate", "--endless", "--bars", 8, "--port", RecordingDevices.RECORDER);
    assertEnds(2);
    assertThat(err()).contains("--bars", "not for --endless");
  }

  /** Pulses of MIDI clock, 24 to a quarter note, as another machine sends them. */
  private Thread machine(AtomicBoolean runs, double qpm) {
    Thread thread =
        new Thread(
            () -> {
              long begun = System.nanoTime();
              for (long pulse = 0; runs.get(); pulse++) {
                long due = begun + Math.round(pulse * 60e9 / qpm / 24);
                try {
                  TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                  TestKeyboard.play(keyboard, 0xF8);
                } catch (IOException | InterruptedException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void itFollowsAnotherMachinesStartTempoAndStop() throws Exception {
    Path record = folder.resolve("session.mid");
    jam("--follow-clock", RecordingDevices.KEYBOARD, "--record", record);
    AtomicBoolean runs = new AtomicBoolean(true);
    Thread machine = machine(runs, 240);
    SoundServer.await("it does not wait", () -> err().contains("waiting for the other machine"));
    assertThat(bars()).isEmpty();
    TestKeyboard.play(keyboard, 0xFA);
    awaitBar(4);
    long bar = bars().get(4).micros() - bars().get(3).micros();
    // Not the 1.2 seconds of its own tempo.
    assertThat(bar).isBetween(900_000L, 1_100_000L);
    TestKeyboard.play(keyboard, 0xFC);
    SoundServer.await("it does not stop", () -> Files.exists(record));
    int stopped = bars().size();
    TestKeyboard.play(keyboard, 0xFB);
    awaitBar(stopped);
    say("quit");
    assertEnds(0);
    runs.set(false);
    machine.join(2000);
    assertThat(folder).isDirectoryContaining(file -> file.toString().matches(".*session-\\d+.mid"));
  }

  @Test
  void otherMachinesCanFollow() throws Exception {
    jam("--send-clock");
    awaitBar(2);
    say("quit");
    assertEnds(0);
    List<Sent> all = RecordingDevices.read(recording);
    assertThat(all.stream().map(Sent::status)).contains(0xFA, 0xFC);
    long first = bars().get(1).micros();
    long last = bars().get(2).micros();
    long pulses =
        all.stream()
            .filter(one -> one.status() == 0xF8)
            .filter(one -> one.micros() > first - 20_000 && one.micros() <= last - 20_000)
            .count();
    assertThat(pulses).isBetween(94L, 98L);
  }

  @Test
  void aVoiceIsAnsweredToo() throws Exception {
    try (SoundServer sound = new SoundServer(Files.createDirectory(folder.resolve("sound")))) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-D" + RecordingDevices.FILE + "=" + recording);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("ritornello.cli.Ritornello", "jam", "--microphone", "--key", "C"));
      command.addAll(List.of("--port", RecordingDevices.RECORDER, "--tempo", "120"));
      command.addAll(List.of("--phrase-bars", "2", "--no-through", "--silence", "2"));
      ProcessBuilder builder = sound.playingHere(new ProcessBuilder(command));
      builder.environment().put("PULSE_SOURCE", "test.monitor");
      process = builder.redirectError(folder.resolve("err").toFile()).start();
      awaitBar(0);
      List<Hum.Sung> notes = new ArrayList<>();
      int[] pitches = {60, 64, 67, 64, 65, 62};
      for (int i = 0; i < pitches.length; i++) {
        notes.add(new Hum.Sung(0.5 * i, 0.42, pitches[i]));
      }
      float[] samples = Hum.plain().withRate(44_100).sing(notes, 1);
      Path file = Files.write(folder.resolve("hum.wav"), WavFile.USUAL.bytes(samples, 44_100));
      sound
          .playingHere(new ProcessBuilder("pacat", "--file-format=wav", file.toString()))
          .start()
          .waitFor();
      SoundServer.await("the voice is not answered", () -> !sent(ANSWER).isEmpty());
      assertThat(sent(YOU)).isEmpty();
      say("quit");
      assertEnds(0);
    }
  }
}
