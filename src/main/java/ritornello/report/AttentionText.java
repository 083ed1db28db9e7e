package ritornello.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Attention as lines for a terminal, one for each note of the answer. */
final class AttentionText {
  private static final int COLUMNS = 80;
  private static final int MOST_SIGNS = 32;
  private static final int MOST_NAMED = 3;

  private final AttentionPicture attention;
  private final Sparkline signs;
  private final MelodyPlaces question;
  private final MelodyPlaces answer;

  /** Which sign each note of the question counts for. */
  private final int[] places;

  private final double[][] amounts; // (answer notes, signs)
  private final double most;

  /** Something that was looked at, and how much. */
  private record Look(String name, double weight) {
    String words() {
      return weight < AttentionPicture.LEAST_SHOWN
          ? name + " <1 %"
          : String.format(Locale.ROOT, "%s %.0f %%", name, 100 * weight);
    }
  }

  AttentionText(AttentionPicture attention, Sparkline signs) {
    this.attention = attention;
    this.signs = signs;
    this.question = new MelodyPlaces(attention.question());
    this.answer = new MelodyPlaces(attention.answer());
    this.places = IntStream.range(0, question.notes()).map(this::place).toArray();
    this.amounts =
        IntStream.range(0, answer.notes()).mapToObj(this::amounts).toArray(double[][]::new);
    this.most = Stream.of(amounts).flatMapToDouble(Arrays::stream).max().orElse(0);
  }

  /** A sign a note if they fit, otherwise one a bar, or one for a few bars of very many. */
  private int place(int note) {
    if (question.notes() <= MOST_SIGNS) {
      return note;
    }
    int first = question.bar(0);
    int bars = question.lastBar() - first + 1;
    int together = (bars + MOST_SIGNS - 1) / MOST_SIGNS;
    return (question.bar(note) - first) / together;
  }

  private double[] amounts(int row) {
    double[] sums = new double[places[places.length - 1] + 1];
    for (int note = 0; note < places.length; note++) {
      sums[places[note]] += attention.weight(row, note);
    }
    return sums;
  }

  String text() {
    int barWidth = Integer.toString(answer.lastBar()).length();
    int nameWidth =
        IntStream.range(0, answer.notes()).map(i -> answer.name(i).length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < answer.notes(); row++) {
      StringBuilder line = new StringBuilder("bar ");
      line.append(padded(Integer.toString(answer.bar(row)), barWidth)).append("  ");
      line.append(padded(answer.name(row), nameWidth)).append("  ");
      for (double amount : amounts[row]) {
        line.append(signs.sign(amount, most));
      }
      line.append("  ");
      line.append(looks(row, COLUMNS - line.length()));
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(width - word.length());
  }

  /** What was looked at most, as many as there is room for. */
  private String looks(int row, int room) {
    List<Look> looks =
        Stream.concat(
                IntStream.range(0, question.notes())
                    .mapToObj(
                        note ->
                            new Look(
                                question.name(note) + " (bar " + question.bar(note) + ")",
                                attention.weight(row, note))),
                Stream.of(new Look("rests", attention.rests(row))))
            .sorted(Comparator.comparingDouble(Look::weight).reversed())
            .limit(MOST_NAMED)
            .toList();
    StringBuilder words = new StringBuilder(looks.get(0).words());
    for (Look look : looks.subList(1, looks.size())) {
      String more = ", " + look.words();
      if (look.weight() < AttentionPicture.LEAST_SHOWN || words.length() + more.length() > room) {
        break;
      }
      words.append(more);
    }
    return words.toString();
  }
}
