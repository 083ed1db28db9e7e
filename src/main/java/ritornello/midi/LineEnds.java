package ritornello.midi;

import java.util.Arrays;

/**
 * Undoes what happens to a file that is sent as if it were text: each byte 0x0A comes out as 0x0D
 * 0x0A.
 *
 * @param bytes the file as it was
 * @param places where in it a byte 0x0D has been taken out, sorted; none if nothing was to be done
 */
record LineEnds(byte[] bytes, int[] places) {

  /** Fewer than this may be chance. */
  private static final int FEWEST = 3;

  /** Undoes it if each 0x0A shows it, and if the length of the first track is right only then. */
  static LineEnds undo(byte[] bytes) {
    LineEnds unchanged = new LineEnds(bytes, new int[0]);
    if (firstTrackEndsWell(bytes)) {
      return unchanged;
    }
    int count = textLines(bytes);
    if (count < FEWEST) {
      return unchanged;
    }
    LineEnds undone = without(bytes, count);
    return firstTrackEndsWell(undone.bytes) ? undone : unchanged;
  }

  /** Where a byte of what is left stood in the file. */
  long originalOffset(long offset) {
    if (places.length == 0) {
      return offset;
    }
    int found = Arrays.binarySearch(places, (int) offset);
    return offset + (found >= 0 ? found + 1 : -(found + 1));
  }

  private static boolean firstTrackEndsWell(byte[] bytes) {
    int end = bytes.length;
    int track = Bytes.find(bytes, 0, end, Bytes.TRACK_ID);
    if (track < 0 || track + 8 > end) {
      return false;
    }
    long trackEnd = track + 8 + Bytes.uint32(bytes, track + 4);
    return trackEnd == end || (trackEnd < end && Bytes.chunkAt(bytes, (int) trackEnd, end));
  }

  /** How many bytes are 0x0A, if each of them follows a 0x0D; else 0. */
  private static int textLines(byte[] bytes) {
    int count = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (i == 0 || bytes[i - 1] != '\r') {
          return 0;
        }
        count++;
      }
    }
    return count;
  }

  private static LineEnds without(byte[] bytes, int count) {
    byte[] left = new byte[bytes.length - count];
    int[] places = new int[count];
    int size = 0;
    int found = 0;
    for (byte next : bytes) {
      if (next == '\n') {
        size--;
        places[found++] = size;
      }
      // The last byte of all may be a 0x0D that the next one takes out again.
      if (size < left.length) {
        left[size] = next;
      }
      size++;
    }
    return new LineEnds(left, places);
  }
}
