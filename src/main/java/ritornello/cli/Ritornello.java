package ritornello.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: the list of its commands, and what they have in common. */
@Command(
    name = "ritornello",
    description = "Learns from a folder of MIDI files and invents melodies.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Train.class,
      Generate.class,
      Takes.class,
      Evaluate.class,
      ScoreCommand.class,
      Play.class,
      Jam.class,
      Inspect.class,
      Export.class,
      Render.class,
      CorpusCommand.class,
      MeasureCommand.class,
      Originality.class,
      ClassifyCommand.class,
      Harmonize.class,
      AnswerCommand.class,
      FramesCommand.class,
      Listen.class,
      DeviceList.class,
      GradientsCommand.class,
      Bench.class,
      Completion.class
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Results go to standard output, messages to standard error.",
      "'ritornello COMMAND --help' explains a command."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.DONE + ":done",
      ExitCode.INTERNAL + ":internal failure, such as a full disk",
      ExitCode.USAGE + ":wrong options",
      ExitCode.INPUT + ":a file, model or seed that cannot be used",
      ExitCode.NO_DEVICE + ":no such sound or MIDI device",
      ExitCode.DIVERGED + ":training diverged",
      ExitCode.INTERRUPTED + ":interrupted"
    })
public final class Ritornello implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure comes from.")
  private boolean debug;

  /** Runs a command and ends the program with its exit code. */
  public static void main(String[] args) {
    // Pictures are drawn into files; so that no window system is asked, nor needed.
    System.setProperty("java.awt.headless", "true");
    ResultStream results = ResultStream.standardOutput();
    PrintWriter out = new PrintWriter(results, true, ResultStream.charset("stdout"));
    PrintWriter err = new PrintWriter(System.err, true, ResultStream.charset("stderr"));
    int exitCode = run(out, err, args);
    out.flush();
    if (exitCode == ExitCode.DONE && results.failure().isPresent()) {
      err.println("ritornello: cannot write the results: " + results.failure().get().getMessage());
      exitCode = ExitCode.INTERNAL;
    }
    System.exit(exitCode);
  }

  /**
   * Runs a command.
   *
   * @param out takes results
   * @param err takes messages
   * @return one of {@link ExitCode}
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Ritornello program = new Ritornello();
    Failures failures = new Failures(() -> program.debug);
    CommandLine commandLine =
        new CommandLine(program)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      return failures.report(e, err);
    }
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
