package ritornello.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.midi.MidiWriter;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** Somebody sits at a real terminal, and the program plays to a port. */
class PlayTerminalTest {
  private static final int PPQ = 480;
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  @TempDir private Path folder;
  private Path recording;
  private Path screen;
  private Process terminal;

  @BeforeEach
  void assumeThereIsATerminal() {
    assumeTrue(SoundServer.isCommand("script"), "script is not installed, so there is no terminal");
    assumeTrue(SoundServer.isCommand("stty"), "stty is not installed, so there is no terminal");
    recording = folder.resolve("recording");
    screen = folder.resolve("screen");
  }

  @AfterEach
  void close() {
    if (terminal != null) {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
  }

  /** Forty bars of 2 seconds, in each a note that is as long as the bar. */
  private Path tune(String name, int pitch) throws IOException {
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < 40; bar++) {
      notes.add(new Note(bar * 4L * PPQ, 4 * PPQ, pitch + bar, 90));
    }
    Track track = new Track("", 0, notes, List.of());
    Score score = new Score(PPQ, List.of(), List.of(), List.of(), List.of(), List.of(track));
    return Files.write(folder.resolve(name), MidiWriter.toBytes(score));
  }

  /** Starts the program in a terminal, whose state is shown before and after. */
  private void start(String term, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-D" + RecordingDevices.FILE + "=" + recording);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("ritornello.cli.Ritornello", "play"));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("--port", RecordingDevices.RECORDER));
    String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Path script = folder.resolve("script");
    Files.writeString(
        script,
        "trap : INT\necho before $(stty -g)\n" + line + "\necho ended $?\necho after $(stty -g)\n",
        UTF_8);
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qfec", "sh " + script, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().put("TERM", term);
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("LC_ALL", "C.UTF-8");
    terminal = builder.start();
  }

  private void type(String keys) throws IOException {
    terminal.getOutputStream().write(keys.getBytes(UTF_8));
    terminal.getOutputStream().flush();
  }

  private String shown() throws IOException {
    return Files.exists(screen) ? Files.readString(screen, UTF_8) : "";
  }

  private void awaitScreen(String text) throws Exception {
    SoundServer.await(text + " is not shown", () -> shown().contains(text));
  }

  private List<RecordingDevices.Sent> sent() throws IOException {
    return RecordingDevices.read(recording);
  }

  private void awaitNote(int pitch) throws Exception {
    SoundServer.await(
        "note " + pitch + " is not played",
        () -> sent().stream().anyMatch(one -> one.status() == 0x90 && one.data1() == pitch));
  }

  private String word(String after) throws IOException {
    Matcher matcher = Pattern.compile(after + " (\\S+)").matcher(shown());
    assertThat(matcher.find()).as(after + " in " + shown()).isTrue();
    return matcher.group(1);
  }

  private void assertEnded(int exitCode) throws Exception {
    assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(word("ended")).isEqualTo(Integer.toString(exitCode));
    assertThat(word("after")).as("the terminal afterwards").isEqualTo(word("before"));
    assertSilent();
  }

  private void assertSilent() throws IOException {
    List<RecordingDevices.Sent> all = sent();
    for (int pitch = 0; pitch < 128; pitch++) {
      int key = pitch;
      List<Integer> changes =
          all.stream()
              .filter(one -> (one.status() & 0xEF) == 0x80 && one.data1() == key)
              .map(RecordingDevices.Sent::status)
              .toList();
      assertThat(changes.isEmpty() || changes.get(changes.size() - 1) == 0x80)
          .as("whether note " + pitch + " is ended")
          .isTrue();
    }
    assertThat(all).filteredOn(one -> one.status() >> 4 == 0xB && one.data1() == 123).hasSize(16);
  }

  @Test
  void keysChangeWhatIsPlayed() throws Exception {
    start("xterm", tune("a.mid", 40).toString(), tune("b.mid", 80).toString());
    awaitNote(40);
    awaitScreen("▶  1:1");
    type(" ");
    awaitScreen("❚❚ 1:");
    SoundServer.await(
        "the pause does not end the note", () -> sent().get(sent().size() - 1).status() == 0x80);
    type("\033[C\033[C");
    awaitScreen("❚❚ 3:1");
    type("\033[A\033OA++]");
    awaitScreen("127 qpm (106%)  +2 semitones  loop 1-3");
    type("\033[15~\033[Z"); // F5 and shift-tab mean nothing
    type(" ");
    awaitNote(44);
    type("1");
    awaitScreen("mute 1");
    type("s1?");
    awaitScreen("solo 1");
    awaitScreen("a bar back, on");
    type("n");
    awaitNote(80);
    awaitScreen("b.mid, 1:20");
    type("p");
    SoundServer.await(
        "the first file is not played again",
        () -> sent().stream().filter(o -> o.status() == 0x90 && o.data1() == 40).count() == 2);
    type("q");
    assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(word("ended")).isEqualTo("0");
    assertThat(word("after")).isEqualTo(word("before"));
    assertThat(shown()).doesNotContain("loop 3-3", "\033[3", "\033[1m");
  }

  @Test
  void ctrlCEndsTheNoteAndGivesTheTerminalBack() throws Exception {
    start("xterm", tune("a.mid", 40).toString());
    awaitNote(40);
    awaitScreen("▶  1:1");
    type("\003");
    assertEnded(INTERRUPTED);
  }

  @Test
  void soDoesASignal() throws Exception {
    start("xterm", tune("a.mid", 40).toString());
    awaitNote(40);
    awaitScreen("▶  1:1");
    java().destroy();
    assertEnded(TERMINATED);
  }

  private ProcessHandle java() {
    return terminal
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTerminalThatIsClosedEndsTheNoteAndTheProgram() throws Exception {
    start("xterm", tune("a.mid", 40).toString());
    awaitNote(40);
    awaitScreen("▶  1:1");
    ProcessHandle java = java();
    terminal.destroyForcibly().waitFor();
    SoundServer.await("the program goes on", () -> !java.isAlive());
    assertSilent();
  }

  @Test
  void whereTheTerminalCanDoNothingItPlaysWithoutKeys() throws Exception {
    start("dumb", tune("a.mid", 40).toString(), "--to", "1", "--tempo", "400%");
    awaitNote(40);
    assertEnded(0);
    assertThat(shown()).contains("playing ").doesNotContain("qpm", "\033");
  }
}
