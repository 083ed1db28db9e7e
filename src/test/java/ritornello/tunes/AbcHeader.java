package ritornello.tunes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ritornello.score.TimeSignature;

/**
 * The fields before the music of an .abc file.
 *
 * @param origin where the tune comes from, or who composed it
 * @param unit length of a note without a number
 * @param beat what the tempo counts
 * @param beatsPerMinute how many of them a minute
 */
record AbcHeader(
    String title,
    String origin,
    TimeSignature timeSignature,
    AbcFraction unit,
    AbcFraction beat,
    int beatsPerMinute,
    AbcKey key) {

  /** All fields are asked for, each once, in this order; K: is the last. */
  private static final List<String> FIELDS = List.of("X", "T", "C", "O", "M", "L", "Q", "K");

  private static final Pattern TEMPO = Pattern.compile("(\\d{1,3}/\\d{1,3})=(\\d{1,3})");

  /** How many lines of the file the header takes. */
  static int lineCount() {
    return FIELDS.size();
  }

  static AbcHeader parse(String file, List<String> lines) throws AbcException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < FIELDS.size(); i++) {
      String start = FIELDS.get(i) + ":";
      String text = i < lines.size() ? lines.get(i) : "";
      if (!text.startsWith(start) || text.substring(2).isBlank()) {
        throw new AbcException(
            file,
            i + 1,
            1,
            "expected the field '" + start + "' with a value, found '" + text + "'");
      }
      fields.put(FIELDS.get(i), text.substring(2).strip());
    }
    return new Reader(file, fields).read();
  }

  /** Quarter notes a minute. */
  double qpm() {
    return 4.0 * beatsPerMinute * beat.numerator() / beat.denominator();
  }

  /** {@code 3/8 = 96}. */
  String tempoText() {
    return beat + " = " + beatsPerMinute;
  }

  /** Turns the texts of the fields into values. */
  private record Reader(String file, Map<String, String> fields) {

    AbcHeader read() throws AbcException {
      field("X", "a number, as 12", text -> Optional.of(text).filter(x -> x.matches("\\d{1,4}")));
      Matcher tempo =
          field(
              "Q",
              "a tempo, as 1/4=100",
              text -> Optional.of(TEMPO.matcher(text)).filter(Matcher::matches));
      return new AbcHeader(
          fields.get("T"),
          origin(),
          field("M", "a time signature, as 3/4", Reader::timeSignature),
          field("L", "a length, as 1/8", AbcFraction::parse),
          field("Q", "a tempo, as 1/4=100", text -> AbcFraction.parse(tempo.group(1))),
          field("Q", "a tempo of 20 to 400", text -> beats(tempo.group(2))),
          field("K", "a key, as G, Bb, F#m, Ador or Dmix", AbcKey::parse));
    }

    private String origin() {
      String composer = fields.get("C");
      return (composer.equals("trad.") ? "Traditional" : composer) + "; " + fields.get("O");
    }

    private <T> T field(String name, String expected, Function<String, Optional<T>> reader)
        throws AbcException {
      String text = fields.get(name);
      return reader
          .apply(text)
          .orElseThrow(
              () ->
                  new AbcException(
                      file,
                      FIELDS.indexOf(name) + 1,
                      3,
                      "'" + text + "' is not expected; expected " + expected));
    }

    private static Optional<TimeSignature> timeSignature(String text) {
      try {
        return Optional.of(TimeSignature.parse(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static Optional<Integer> beats(String text) {
      return Optional.of(Integer.parseInt(text)).filter(beats -> beats >= 20 && beats <= 400);
    }
  }
}
