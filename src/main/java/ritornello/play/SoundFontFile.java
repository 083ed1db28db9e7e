package ritornello.play;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Soundbank;

/** A file with instruments for the synthesizer. */
final class SoundFontFile {
  private static final int HEADER_BYTES = 12;

  /** Its version stands in the first chunk of the first list, which has to be first. */
  private static final int VERSION_OFFSET = 32;

  private static final int COMPRESSED_VERSION = 3;

  private SoundFontFile() {}

  /**
   * Reads a SoundFont 2 file.
   *
   * @throws IOException if it can't be read, is none, is damaged or has no instruments; the message
   *     says which
   */
  static Soundbank read(Path file) throws IOException {
    checkHeader(file);
    try {
      Soundbank bank = MidiSystem.getSoundbank(file.toFile());
      if (bank.getInstruments().length == 0) {
        throw new IOException(file + " is a SoundFont without instruments");
      }
      return bank;
    } catch (InvalidMidiDataException | RuntimeException e) {
      throw new IOException(file + " is a damaged SoundFont, and cannot be used", e);
    }
  }

  /** The JDK would take any sound file as an instrument, and play what is compressed as noise. */
  private static void checkHeader(Path file) throws IOException {
    byte[] header;
    try (InputStream in = Files.newInputStream(file)) {
      header = in.readNBytes(VERSION_OFFSET + 2);
    }
    if (header.length < HEADER_BYTES
        || !text(header, 0).equals("RIFF")
        || !text(header, 8).equals("sfbk")) {
      throw new IOException(
          file + " is no SoundFont; a file of the format SoundFont 2 is expected");
    }
    boolean versioned = header.length > VERSION_OFFSET && text(header, 24).equals("ifil");
    if (versioned && header[VERSION_OFFSET] >= COMPRESSED_VERSION) {
      throw new IOException(
          file + " is a compressed SoundFont (SF3); the synthesizer needs one of version 2");
    }
  }

  private static String text(byte[] bytes, int from) {
    return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
  }
}
