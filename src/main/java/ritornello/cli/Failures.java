package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import ritornello.lm.DivergedException;
import ritornello.store.WriteFailedException;

/** Turns whatever a command throws into one line for the user and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final BooleanSupplier debug;

  /**
   * @param debug whether to show stack traces, asked when a failure is reported
   */
  Failures(BooleanSupplier debug) {
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String wrong = e.getMessage().lines().findFirst().orElse("wrong options");
    String help = "see '" + command.getCommandSpec().qualifiedName() + " --help'";
    print(command.getErr(), wrong + suggestion(e) + "; " + help, e);
    return ExitCode.USAGE;
  }

  private static String suggestion(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getSuggestions().isEmpty()) {
      return "";
    }
    return ", did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(e, command.getErr());
  }

  /** Prints the one line and says how the program is to end. */
  int report(Throwable thrown, PrintWriter err) {
    if (thrown instanceof UncheckedIOException unchecked) {
      return report(unchecked.getCause(), err);
    } else if (thrown instanceof CommandFailure failure) {
      print(err, failure.getMessage(), failure);
      return failure.exitCode();
    } else if (thrown instanceof DivergedException) {
      print(err, thrown.getMessage(), thrown);
      return ExitCode.DIVERGED;
    } else if (thrown instanceof InterruptedException) {
      print(err, "interrupted", thrown);
      return ExitCode.INTERRUPTED;
    } else if (thrown instanceof OutOfMemoryError) {
      String remedy = "give it more, for example by RITORNELLO_JAVA_OPTS=-Xmx8g";
      print(err, "out of memory (" + thrown.getMessage() + "); " + remedy, thrown);
      return ExitCode.INTERNAL;
    } else if (thrown instanceof FileSystemException failure) {
      print(err, describe(failure), failure);
      return isDisk(failure) ? ExitCode.INTERNAL : ExitCode.INPUT;
    } else if (saysEnough(thrown)) {
      print(err, thrown.getMessage(), thrown);
      boolean disk = thrown instanceof WriteFailedException failed && !failed.isWrongPlace();
      return disk ? ExitCode.INTERNAL : ExitCode.INPUT;
    }
    print(err, "internal failure: " + thrown + "; --debug shows more", thrown);
    return ExitCode.INTERNAL;
  }

  private static boolean saysEnough(Throwable thrown) {
    boolean input = thrown instanceof IOException || thrown instanceof IllegalArgumentException;
    return input && thrown.getMessage() != null;
  }

  /** The file system's own exceptions often have no message but the name of the file. */
  private static String describe(FileSystemException e) {
    String file = String.valueOf(e.getFile());
    if (e instanceof NoSuchFileException) {
      return file + ": there is no such file or folder";
    } else if (e instanceof AccessDeniedException) {
      return file + ": no permission; change it or choose another place";
    } else if (e instanceof FileAlreadyExistsException) {
      return file + ": is there already; choose another name";
    } else if (e instanceof NotDirectoryException) {
      return file + ": is a file, and a folder was expected";
    } else if (e instanceof DirectoryNotEmptyException) {
      return file + ": the folder is not empty; choose another one";
    } else if (e instanceof FileSystemLoopException) {
      return file + ": a link that leads back to itself";
    }
    String reason = e.getReason() == null ? "cannot be used" : e.getReason();
    return file + ": " + reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }

  private static boolean isDisk(FileSystemException e) {
    String reason = String.valueOf(e.getReason()).toLowerCase(Locale.ROOT);
    return reason.contains("no space left") || reason.contains("quota");
  }

  private void print(PrintWriter err, String message, Throwable thrown) {
    err.println("ritornello: " + Printable.message(message));
    if (debug.getAsBoolean()) {
      thrown.printStackTrace(err);
    }
    err.flush();
  }
}
