package ritornello.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;

/**
 * Which symbols a bar has. Notes are given as start-end in 24ths of a quarter note; symbols are
 * {@code w h q e s t} from whole to 32nd note, {@code r} before a rest, {@code .} a dot, {@code ~}
 * a tie, brackets a triplet.
 */
class RhythmTest {

  private static String symbols(String metre, String notes) {
    TimeSignature signature = TimeSignature.parse(metre);
    int length = (int) Math.round(24 * signature.quartersPerBar());
    Measure measure =
        new Measure(1, 0, 0, length, signature, true, new KeySignature(0, false), true);
    List<Sound> sounds = new ArrayList<>();
    for (String note : notes.split(" ")) {
      String[] ends = note.split("-");
      Symbol.Head head = new Symbol.Head(60, 90, false, false);
      sounds.add(new Sound(Long.parseLong(ends[0]), Long.parseLong(ends[1]), List.of(head)));
    }
    StringBuilder text = new StringBuilder();
    for (Symbol symbol : Rhythm.fill(measure, Span.of(signature), sounds)) {
      text.append(text.isEmpty() ? "" : " ").append(text(symbol));
    }
    return text.toString();
  }

  private static String text(Symbol symbol) {
    String value =
        switch (symbol.value()) {
          case SIXTEENTH -> "s";
          case THIRTY_SECOND -> "t";
          case SIXTY_FOURTH -> "x";
          case BREVE -> "b";
          default -> symbol.value().musicXmlName().substring(0, 1);
        };
    return (symbol.tuplet().filter(Symbol.Tuplet::first).isPresent() ? "(" : "")
        + (symbol.isRest() ? "r" : "")
        + value
        + ".".repeat(symbol.dots())
        + (symbol.heads().stream().anyMatch(Symbol.Head::tiedTo) ? "~" : "")
        + (symbol.tuplet().filter(Symbol.Tuplet::last).isPresent() ? ")" : "");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // What begins or ends the bar may cross its middle; in the dark it is cut there.
    "4/4, 0-96, w",
    "4/4, 0-72, h. rq",
    "4/4, 24-96, rq h.",
    "4/4, 24-72 72-96, rq h q",
    "4/4, 0-60, h~ e re rq",
    "4/4, 0-36 36-60 60-96, q. e~ e q.",
    "4/4, 12-36, re q re rh",
    "4/4, 84-120, rh rq re e~",
    // Three beats: each is seen.
    "3/4, 0-72, h.",
    "3/4, 0-36 36-72, q. q.",
    "3/4, 0-60 60-72, h~ e e",
    "3/4, 12-60 60-72, re e~ q~ e e",
    "3/4, 0-24, q rq rq",
    // The beat of three eighths.
    "6/8, 0-72, h.",
    "6/8, 0-48 48-72, q.~ e q",
    "6/8, 0-24 24-48 48-72, q e~ e q",
    "6/8, 24-36, rq e rq.",
    "6/8, 0-12, e re re rq.",
    "9/8, 0-108, h.~ q.",
    "12/8, 0-72 72-144, h. h.",
    "7/8, 0-24 24-48 48-84, q q q.",
    "5/4, 0-120, h.~ h",
    // Triplets over the smallest stretch that holds them.
    "2/4, 0-8 8-16 16-24 24-48, (e e e) q",
    "2/4, 0-16 16-24 24-48, (q e) q",
    "2/4, 8-24 24-48, (re q) q",
    "2/4, 0-16 16-32 32-48, (q q q)",
    "2/4, 0-4 4-8 8-12 12-24 24-48, (s s s) e q",
    "2/4, 0-2 2-4 4-6 6-48, (t t t) e.~ q",
    "2/4, 0-32 32-48, (h q)",
    "2/4, 0-24 24-40 40-48, q (q e)",
    "2/4, 0-12 12-32 32-40 40-48, e e~ (e e e)",
    // Anything else that a 24th of a quarter note can be.
    "2/4, 0-1 1-48, (x x~ s~) e.~ q"
  })
  void aBarIsWrittenAsMusiciansReadIt(String metre, String notes, String symbols) {
    assertThat(symbols(metre, notes)).isEqualTo(symbols);
  }
}
