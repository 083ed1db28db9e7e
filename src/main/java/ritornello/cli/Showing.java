package ritornello.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import ritornello.play.DeviceLostException;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.report.PianoRoll;
import ritornello.score.Harmony;
import ritornello.score.Score;

/** Shows and plays music to whoever sits at the terminal. */
final class Showing {
  private static final int USUAL_COLUMNS = 80;

  private final PrintWriter out;
  private final PrintWriter err;

  Showing(CommandSpec spec) {
    out = spec.commandLine().getOut();
    err = spec.commandLine().getErr();
  }

  /** Draws a piano roll as wide as the terminal. */
  void roll(Score score) {
    roll(score, List.of());
  }

  /** The same with the names of chords above it. */
  void roll(Score score, Harmony harmony) {
    roll(score, PianoRoll.Mark.of(harmony, score.ppq()));
  }

  private void roll(Score score, List<PianoRoll.Mark> marks) {
    boolean unicode = Charset.defaultCharset().newEncoder().canEncode('▀');
    PianoRoll.Style style = unicode ? PianoRoll.Style.UNICODE : PianoRoll.Style.ASCII;
    out.print(new PianoRoll(columns(), style).text(score, marks));
    out.flush();
  }

  private static int columns() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "" + USUAL_COLUMNS));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }

  /** Plays if there is a sound device, and says so in one line if there is none. */
  void play(Score score) throws InterruptedException {
    try (Output output = Output.synthesizer()) {
      err.println("playing, Ctrl-C stops");
      err.flush();
      output.player().play(score, true);
    } catch (NoDeviceException e) {
      err.println(e.getMessage() + ", so it is not played");
      err.flush();
    } catch (DeviceLostException e) {
      err.println(e.getMessage() + ", so the rest is not played");
      err.flush();
    }
  }

  /** As 3:07. */
  static String minutes(long micros) {
    long seconds = Math.round(micros / 1e6);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** As 3, or 2.5: without a fraction where there is none. */
  static String number(double value) {
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
