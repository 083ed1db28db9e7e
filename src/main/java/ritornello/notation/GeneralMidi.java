package ritornello.notation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names of General MIDI's instruments and drums ("General MIDI System Level 1", MIDI Manufacturers
 * Association, 1991), and where drums stand on a staff, after N. Weinberg, "Guide to Standardized
 * Drumset Notation", 1998, as far as that goes.
 */
final class GeneralMidi {
  private final List<String> instruments = lines("instruments.txt");
  private final Map<Integer, Drum> drums =
      lines("drums.txt").stream()
          .map(Drum::parse)
          .collect(Collectors.toMap(Drum::key, Function.identity()));

  /**
   * A drum.
   *
   * @param key MIDI key number
   * @param step letter of the note whose place it has on a staff with a treble clef
   * @param octave of that note
   * @param notehead by MusicXML's name
   */
  record Drum(int key, String step, int octave, String notehead, String name) {
    static Drum parse(String line) {
      String[] words = line.split(" ", 4);
      return new Drum(
          Integer.parseInt(words[0]),
          words[1].substring(0, 1),
          Integer.parseInt(words[1].substring(1)),
          words[2],
          words[3]);
    }
  }

  private static List<String> lines(String name) {
    try (InputStream in = GeneralMidi.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param program 0 to 127
   */
  String instrument(int program) {
    return instruments.get(program);
  }

  /** The drum of a key; what General MIDI has no drum for stands on the middle line. */
  Drum drum(int key) {
    return drums.getOrDefault(key, new Drum(key, "B", 4, "square", "Percussion " + key));
  }
}
