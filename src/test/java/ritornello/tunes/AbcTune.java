package ritornello.tunes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ritornello.tunes.AbcElement.Sound;

/**
 * A tune read from an .abc file: checked, with its repeats played out.
 *
 * @param name the file's name without .abc
 * @param played notes, chord symbols and bar lines in the order in which they sound
 * @param pickupTicks length of the notes before the first bar line; 0 if there are none
 */
record AbcTune(String name, AbcHeader header, List<AbcElement> played, long pickupTicks) {

  /** Ticks a quarter note, here and in the .mid files. */
  static final int PPQ = 480;

  /**
   * Reads a file.
   *
   * @throws AbcException if it is not in the subset, or a bar does not add up
   * @throws IOException if it can not be read at all
   */
  static AbcTune read(Path file) throws IOException {
    return parse(file.getFileName().toString(), Files.readString(file));
  }

  /**
   * Reads the text of a file.
   *
   * @param file its name, for the messages
   */
  static AbcTune parse(String file, String text) throws AbcException {
    List<String> lines = text.lines().toList();
    AbcHeader header = AbcHeader.parse(file, lines);
    AbcScanner scanner = new AbcScanner(file, header.key(), header.unit());
    for (int i = AbcHeader.lineCount(); i < lines.size(); i++) {
      scanner.scan(i + 1, lines.get(i));
    }
    List<AbcElement> played = AbcRepeats.playOut(file, scanner.finish());
    if (played.stream().noneMatch(Sound.class::isInstance)) {
      throw new AbcException(file, lines.size(), 1, "expected notes after the field 'K:'");
    }
    long pickup = AbcBars.check(file, played, barTicks(header));
    checkTies(file, played);
    return new AbcTune(file.replaceFirst("\\.abc$", ""), header, played, pickup);
  }

  /** How many bars sound; a pickup counts as one. */
  long barCount() {
    long ticks =
        played.stream()
            .filter(Sound.class::isInstance)
            .mapToLong(element -> ((Sound) element).ticks())
            .sum();
    long silent = pickupTicks == 0 ? 0 : barTicks() - pickupTicks;
    return (silent + ticks + barTicks() - 1) / barTicks();
  }

  /** Length of a bar in ticks. */
  long barTicks() {
    return barTicks(header);
  }

  private static long barTicks(AbcHeader header) {
    return Math.round(header.timeSignature().quartersPerBar() * PPQ);
  }

  private static void checkTies(String file, List<AbcElement> played) throws AbcException {
    List<Sound> sounds =
        played.stream().filter(Sound.class::isInstance).map(Sound.class::cast).toList();
    for (int i = 0; i < sounds.size(); i++) {
      Sound sound = sounds.get(i);
      boolean fits = i + 1 < sounds.size() && sounds.get(i + 1).pitch().equals(sound.pitch());
      if (sound.tied() && !fits) {
        throw new AbcException(
            file, sound.line(), sound.column(), "expected the same note after the tie '-'");
      }
    }
  }
}
