package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A command that was run, as its user sees it.
 *
 * @param exitCode how it ended
 * @param out what it printed on standard output
 * @param err on standard error
 */
record Command(int exitCode, String out, String err) {

  /** Runs it inside this process. */
  static Command run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = texts(args).toArray(String[]::new);
    int exitCode = Ritornello.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Command(exitCode, out.toString(), err.toString());
  }

  /** The program as a process of its own, in a folder. */
  static ProcessBuilder process(Path folder, Object... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "ritornello.cli.Ritornello"));
    command.addAll(texts(args));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  /** Runs it as a process of its own, in a folder, to its end. */
  static Command runIn(Path folder, Object... args) throws IOException, InterruptedException {
    return end(process(folder, args).start());
  }

  /** Waits for the end of a process. */
  static Command end(Process process) throws IOException, InterruptedException {
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(
            () -> process.errorReader(UTF_8).lines().reduce("", (all, line) -> all + line + "\n"));
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Command(process.waitFor(), out, err.join());
  }

  private static List<String> texts(Object[] args) {
    return List.of(args).stream().map(Object::toString).toList();
  }
}
