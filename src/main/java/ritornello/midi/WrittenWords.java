package ritornello.midi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Words in a MIDI file, whose encoding no file names: UTF-8 if they are that, else Windows-1252, of
 * which ASCII and (but for control characters) Latin-1 are parts.
 */
final class WrittenWords {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private WrittenWords() {}

  static String decode(byte[] bytes, int at, int length) {
    if (isAscii(bytes, at, length)) {
      return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at, length))
          .toString();
    } catch (CharacterCodingException e) {
      return decodeWestern(bytes, at, length);
    }
  }

  private static String decodeWestern(byte[] bytes, int at, int length) {
    try {
      return WINDOWS_1252.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
    } catch (CharacterCodingException e) {
      // Five bytes mean nothing in Windows-1252; Latin-1 has something for each byte.
      return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isAscii(byte[] bytes, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
