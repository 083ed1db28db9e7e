package ritornello.play;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A sound card that is none: a PulseAudio server of its own, whose one sink throws away what it is
 * played in real time, and what the sink was played, recorded.
 */
final class SoundServer implements AutoCloseable {
  static final float RATE_HZ = 44_100;

  private static final List<String> ALSA_PLUGINS =
      List.of("/usr/lib/x86_64-linux-gnu/alsa-lib", "/usr/lib64/alsa-lib", "/usr/lib/alsa-lib");

  private final Path folder;
  private final Process server;
  private final Process silence;
  private final Process recorder;

  /** Starts it in an empty folder; where PulseAudio is not installed, the test is skipped. */
  SoundServer(Path folder) throws Exception {
    this(folder, 20);
  }

  /**
   * The same.
   *
   * @param latencyMillis of those who are not listened to; where they are late, the sink takes back
   *     what it has taken, and the recording has it twice
   */
  SoundServer(Path folder, int latencyMillis) throws Exception {
    assumeTrue(isCommand("pulseaudio"), "pulseaudio is not installed, so nothing is listened to");
    assumeTrue(isCommand("parec"), "parec is not installed, so nothing is listened to");
    assumeTrue(
        ALSA_PLUGINS.stream()
            .anyMatch(path -> Files.exists(Path.of(path, "libasound_module_pcm_pulse.so"))),
        "ALSA's plugin for PulseAudio is not installed, so nothing is listened to");
    this.folder = folder;
    Files.writeString(
        folder.resolve("asound.conf"), "pcm.!default { type pulse }\nctl.!default { type pulse }");
    server =
        start(
            "server",
            "pulseaudio",
            Redirect.PIPE,
            "-n",
            "--daemonize=no",
            "--use-pid-file=no",
            "--exit-idle-time=-1",
            "-L",
            "module-null-sink sink_name=test",
            "-L",
            "module-native-protocol-unix auth-anonymous=1 socket=" + socket());
    await("PulseAudio does not start", () -> isListening() || !server.isAlive());
    // Without anybody who plays, the sink takes two seconds at a time.
    silence =
        start(
            "silence",
            "pacat",
            Redirect.from(new File("/dev/zero")),
            "--latency-msec=" + latencyMillis);
    recorder =
        start(
            "recorder",
            "parec",
            Redirect.PIPE,
            "--device=test.monitor",
            "--raw",
            "--format=s16le",
            "--rate=" + (int) RATE_HZ,
            "--channels=1",
            "--latency-msec=" + latencyMillis);
    await("parec records nothing", () -> recordedSamples() > 0 || !recorder.isAlive());
    if (!server.isAlive() || !silence.isAlive() || !recorder.isAlive()) {
      String said = said("server") + said("silence") + said("recorder");
      close();
      throw new IOException("the sound server does not work: " + said);
    }
  }

  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".err"));
  }

  static boolean isCommand(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** A socket is there a moment before somebody listens to it. */
  private boolean isListening() {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Path socket() {
    return folder.resolve("socket");
  }

  private Process start(String name, String program, Redirect input, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(options));
    return playingHere(new ProcessBuilder(command))
        .redirectInput(input)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  /** Lets a process use this server, and nothing that belongs to the user. */
  ProcessBuilder playingHere(ProcessBuilder builder) {
    builder.environment().put("PULSE_SERVER", "unix:" + socket());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    builder.environment().put("HOME", folder.toString());
    builder
        .environment()
        .put("ALSA_CONFIG_PATH", "/usr/share/alsa/alsa.conf:" + folder.resolve("asound.conf"));
    return builder;
  }

  /** How many samples are recorded so far. */
  int recordedSamples() {
    return (int) (folder.resolve("recorder.out").toFile().length() / 2);
  }

  /** What is recorded so far from a sample on, as 16-bit little-endian. */
  byte[] recording(int fromSample) throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve("recorder.out"));
    return Arrays.copyOfRange(all, 2 * fromSample, all.length / 2 * 2);
  }

  /** The loudest sample of a recording, 0 to 1. */
  static double peak(byte[] recording) {
    int peak = 0;
    for (int i = 0; i + 1 < recording.length; i += 2) {
      peak = Math.max(peak, Math.abs((recording[i + 1] << 8) | (recording[i] & 255)));
    }
    return peak / 32768.0;
  }

  /** Waits up to ten seconds. */
  static void await(String otherwise, Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 1000; i++) {
      if (condition.call()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError(otherwise);
  }

  @Override
  public void close() {
    for (Process process : List.of(recorder, silence, server)) {
      process.destroy();
      process.onExit().join();
    }
  }
}
