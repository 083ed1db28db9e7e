package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import ritornello.report.ConfusionChart;
import ritornello.store.WholeFile;

/** The confusion matrix as a picture. */
final class ConfusionPicture {
  @Option(
      names = "--svg",
      paramLabel = "FILE.svg",
      description = "Draw what was taken for what; a new file.")
  private Optional<Path> svg = Optional.empty();

  @Option(names = "--png", paramLabel = "FILE.png", description = "The same as PNG; a new file.")
  private Optional<Path> png = Optional.empty();

  /** Before anything is reckoned, which may take long. */
  void check(CommandSpec spec) throws IOException {
    if (svg.isPresent() && svg.equals(png)) {
      throw new ParameterException(
          spec.commandLine(), "--svg and --png name the same file, " + svg.get());
    }
    if (svg.isPresent()) {
      WholeFile.requireFree(svg.get());
    }
    if (png.isPresent()) {
      WholeFile.requireFree(png.get());
    }
  }

  void draw(ClassifierReport report, PrintWriter err) throws IOException {
    String title =
        String.format(
            Locale.ROOT,
            "%s: %.1f %% of %d test pieces right",
            report.model(),
            100 * report.network().accuracy(),
            report.test());
    ConfusionChart chart =
        new ConfusionChart(
            title, report.labels(), report.network().confusion().toArray(int[][]::new));
    if (svg.isPresent()) {
      byte[] text = chart.svg().getBytes(StandardCharsets.UTF_8);
      WholeFile.create(svg.get(), out -> out.write(text));
    }
    if (png.isPresent()) {
      drawPng(chart, png.get(), err);
    }
  }

  private static void drawPng(ConfusionChart chart, Path file, PrintWriter err) throws IOException {
    Optional<byte[]> picture = chart.png();
    if (picture.isPresent()) {
      WholeFile.create(file, out -> out.write(picture.get()));
    } else {
      err.println("no picture: this Java has no fonts to draw with; --svg needs none");
      err.flush();
    }
  }
}
