package ritornello.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@link ScoreCommand} tells, as JSON and as text.
 *
 * @param source which part of the file the tokens come from
 * @param nats −ln of the probability of the whole piece
 * @param notes that the tokens tell of
 * @param notesOfFile that the file has
 * @param perplexity among how many equally likely tokens the model was to choose, on average
 * @param restNats of the nats those that tell of no note
 * @param unknownTokens tokens that the model's vocabulary lacks
 * @param timingErrorMillis how far the tokens move the starts of notes, on average
 * @param fullBits at and above what the picture is reddest and the copy loudest
 * @param surprises of each note that the tokens tell of, in the order in which they begin
 */
record ScoreReport(
    String file,
    String model,
    String codec,
    String source,
    double nats,
    int tokens,
    int notes,
    int notesOfFile,
    double natsPerNote,
    double bitsPerNote,
    double natsPerToken,
    double perplexity,
    double restNats,
    int unknownTokens,
    double timingErrorMillis,
    double fullBits,
    List<Surprising> surprises) {

  /**
   * A note.
   *
   * @param track of the file, as {@code inspect} numbers them, from 1
   * @param bar from 1, a pickup counted
   * @param beat in it, from 1, in the denominators of the metre
   * @param pitch 0 to 127
   * @param name of the pitch, or of the drum's key
   * @param came its token that surprised most
   * @param probability of that token
   * @param instead what was likeliest in place of that token
   */
  record Surprising(
      int track,
      int bar,
      double beat,
      long tick,
      int pitch,
      String name,
      double nats,
      double bits,
      String came,
      double probability,
      List<Expected> instead) {
    String place() {
      String shown = String.format(Locale.ROOT, "%.2f", beat);
      return bar + ":" + shown.replaceAll("\\.?0+$", "");
    }
  }

  /** What might have come. */
  record Expected(String token, double probability) {}

  /**
   * For people.
   *
   * @param most how many notes are listed, the most surprising first; negative for all in the order
   *     in which they begin
   */
  void tell(int most, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s by %s: %.2f nats, %s in %,d tokens%n",
        Printable.name(file),
        model,
        nats,
        notes == 1 ? "1 note" : String.format(Locale.ROOT, "%,d notes", notes),
        tokens);
    out.printf(
        Locale.ROOT,
        "  %.3f nats a note, %.3f bits a note; perplexity %.3f a token%n",
        natsPerNote,
        bitsPerNote,
        perplexity);
    out.printf(
        Locale.ROOT, "  of the nats %.2f tell of no note, as metre, key and end%n", restNats);
    out.println("  read: " + Printable.name(source));
    tellLeftOut(out);
    if (most != 0 && notes > 0) {
      out.printf("%n%s%n", most < 0 ? "All notes:" : "The most surprising notes:");
      tellNotes(most < 0 ? surprises : mostSurprising(most), out);
    }
    out.flush();
  }

  private void tellLeftOut(PrintWriter out) {
    if (notes < notesOfFile) {
      out.printf(
          Locale.ROOT,
          "  left out: %,d of the file's %,d notes, which the codec %s does not tell%n",
          notesOfFile - notes,
          notesOfFile,
          codec);
    }
    if (unknownTokens > 0) {
      out.printf(Locale.ROOT, "  unknown to the model: %,d tokens%n", unknownTokens);
    }
    if (timingErrorMillis >= 0.05) {
      out.printf(Locale.ROOT, "  starts of notes moved by %.1f ms on average%n", timingErrorMillis);
    }
  }

  private List<Surprising> mostSurprising(int most) {
    return surprises.stream()
        .sorted(Comparator.comparingDouble(Surprising::bits).reversed())
        .limit(most)
        .toList();
  }

  private static void tellNotes(List<Surprising> notes, PrintWriter out) {
    String[][] cells = notes.stream().map(ScoreReport::cells).toArray(String[][]::new);
    String[] heads = {"bar:beat", "note", "bits", "surprised by", "with", "instead"};
    int[] widths = Arrays.stream(heads).mapToInt(String::length).toArray();
    for (String[] row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    tellRow(heads, widths, out);
    for (String[] row : cells) {
      tellRow(row, widths, out);
    }
  }

  private static String[] cells(Surprising note) {
    return new String[] {
      note.place(),
      note.name(),
      String.format(Locale.ROOT, "%.2f", note.bits()),
      note.came(),
      percent(note.probability()),
      note.instead().stream()
          .map(expected -> expected.token() + " " + percent(expected.probability()))
          .collect(Collectors.joining(", "))
    };
  }

  /** With what a hundredth of it can tell apart. */
  private static String percent(double probability) {
    return probability >= 0.1
        ? String.format(Locale.ROOT, "%.0f %%", 100 * probability)
        : String.format(Locale.ROOT, "%.2g %%", 100 * probability);
  }

  private static void tellRow(String[] cells, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder(" ");
    for (int i = 0; i < cells.length; i++) {
      String room = " ".repeat(widths[i] - cells[i].length());
      boolean number = i == 2 || i == 4;
      line.append(' ').append(number ? room + cells[i] : cells[i] + room).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }
}
