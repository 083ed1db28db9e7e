package ritornello.midi;

import java.nio.charset.StandardCharsets;

/** Big-endian numbers and chunk names in an array. */
final class Bytes {
  static final String HEADER_ID = "MThd";
  static final String TRACK_ID = "MTrk";

  private Bytes() {}

  static int uint16(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  static long uint32(byte[] bytes, int at) {
    return ((long) uint16(bytes, at) << 16) | uint16(bytes, at + 2);
  }

  /** Whether these four letters stand there. */
  static boolean hasId(byte[] bytes, int at, int end, String id) {
    return at + 4 <= end
        && bytes[at] == id.charAt(0)
        && bytes[at + 1] == id.charAt(1)
        && bytes[at + 2] == id.charAt(2)
        && bytes[at + 3] == id.charAt(3);
  }

  /** Whether at least three of these four letters stand there, in upper or lower case. */
  static boolean nearlyHasId(byte[] bytes, int at, int end, String id) {
    if (at + 4 > end) {
      return false;
    }
    int same = 0;
    for (int i = 0; i < 4; i++) {
      if (Character.toLowerCase((char) (bytes[at + i] & 0xFF))
          == Character.toLowerCase(id.charAt(i))) {
        same++;
      }
    }
    return same >= 3;
  }

  /** Where these four letters first stand from here on; -1 if nowhere. */
  static int find(byte[] bytes, int from, int end, String id) {
    for (int i = from; i + 4 <= end; i++) {
      if (hasId(bytes, i, end, id)) {
        return i;
      }
    }
    return -1;
  }

  /** The four bytes as letters, for people. */
  static String id(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  /** Whether a chunk that is not a track may begin there: a printable name, a length that fits. */
  static boolean alienChunkAt(byte[] bytes, int at, int end) {
    if (at + 8 > end || uint32(bytes, at + 4) > end - at - 8) {
      return false;
    }
    for (int i = at; i < at + 4; i++) {
      if (!(Character.isLetterOrDigit(bytes[i]) && bytes[i] > 0) && bytes[i] != ' ') {
        return false;
      }
    }
    return true;
  }

  /** Whether a chunk of any kind begins there. */
  static boolean chunkAt(byte[] bytes, int at, int end) {
    return hasId(bytes, at, end, TRACK_ID) || alienChunkAt(bytes, at, end);
  }
}
