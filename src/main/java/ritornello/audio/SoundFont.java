package ritornello.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Soundbank;

/** What a synthesizer's instruments sound like: the bank of a file, or the JDK's own. */
public final class SoundFont {
  private final String name;
  private final Optional<Soundbank> bank;

  private SoundFont(String name, Optional<Soundbank> bank) {
    this.name = name;
    this.bank = bank;
  }

  /**
   * The JDK's own, which it makes up for each user by itself: poor, and not the same everywhere.
   */
  public static SoundFont builtIn() {
    return new SoundFont("the JDK's built-in bank", Optional.empty());
  }

  /**
   * The bank of an {@code .sf2} or {@code .dls} file.
   *
   * @throws IOException if it can't be read, or is none; the message names the file
   */
  public static SoundFont read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file) || !isBank(file)) {
      throw new IOException(file + ": not a SoundFont (.sf2 or .dls)");
    }
    Soundbank bank = bank(file);
    if (bank.getInstruments().length == 0) {
      throw new IOException(file + ": the SoundFont has no instruments");
    }
    return new SoundFont(file.toString(), Optional.of(bank));
  }

  private static Soundbank bank(Path file) throws IOException {
    try {
      return MidiSystem.getSoundbank(file.toFile());
    } catch (InvalidMidiDataException | IOException | RuntimeException e) {
      throw new IOException(file + ": the SoundFont is damaged, or of a kind unknown here", e);
    }
  }

  /** By its first bytes: the JDK would take any sound file for an instrument. */
  private static boolean isBank(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      String kind = head.length() == 12 ? head.substring(8).toLowerCase(Locale.ROOT) : "";
      return head.startsWith("RIFF") && (kind.equals("sfbk") || kind.equals("dls "));
    }
  }

  /** For people: the file, or that it is the built-in one. */
  public String name() {
    return name;
  }

  public boolean isBuiltIn() {
    return bank.isEmpty();
  }

  Optional<Soundbank> bank() {
    return bank;
  }
}
