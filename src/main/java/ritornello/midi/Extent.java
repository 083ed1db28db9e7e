package ritornello.midi;

import java.nio.charset.StandardCharsets;
import ritornello.midi.MidiFileInfo.Container;

/**
 * Where in a file the MIDI data lies.
 *
 * @param start of the header, or of the first track if there is no header
 * @param end the byte after the last one that may belong to it
 * @param container what is around it
 */
record Extent(int start, int end, Container container) {

  private static final int HEADER_BYTES = 14;
  private static final int MACBINARY_BYTES = 128;
  private static final int MACBINARY_LENGTH_AT = 83;

  /**
   * @throws NotMidiException if there is neither a header nor a track
   */
  static Extent find(byte[] bytes, String name, Repairs repairs)
      throws NotMidiException, MalformedMidiException {
    int end = bytes.length;
    if (Bytes.hasId(bytes, 0, end, Bytes.HEADER_ID)) {
      return new Extent(0, end, Container.PLAIN);
    }
    if (isMacBinary(bytes)) {
      long length = Bytes.uint32(bytes, MACBINARY_LENGTH_AT);
      int dataEnd = (int) Math.min(end, MACBINARY_BYTES + length);
      return new Extent(MACBINARY_BYTES, dataEnd, Container.MACBINARY);
    }
    if (isRmid(bytes, end)) {
      return insideRmid(bytes, name, repairs);
    }
    return behindJunk(bytes, name, repairs);
  }

  /**
   * Whether the header of a MacBinary file, which has a name of 1 to 63 bytes and the length of its
   * data, is followed by MIDI data ("MacBinary II", 1987).
   */
  private static boolean isMacBinary(byte[] bytes) {
    return Bytes.hasId(bytes, MACBINARY_BYTES, bytes.length, Bytes.HEADER_ID)
        && bytes[0] == 0
        && bytes[1] >= 1
        && bytes[1] <= 63
        && bytes[74] == 0
        && Bytes.uint32(bytes, MACBINARY_LENGTH_AT) >= HEADER_BYTES;
  }

  /** Whether there may be MIDI data in a file that begins with these bytes. */
  static boolean hasMidi(byte[] bytes) {
    return Bytes.find(bytes, 0, bytes.length, Bytes.HEADER_ID) >= 0
        || Bytes.find(bytes, 0, bytes.length, Bytes.TRACK_ID) >= 0
        || misspelledHeader(bytes)
        || isRmid(bytes, bytes.length);
  }

  private static boolean isRmid(byte[] bytes, int end) {
    return Bytes.hasId(bytes, 0, end, "RIFF") && Bytes.hasId(bytes, 8, end, "RMID");
  }

  private static boolean misspelledHeader(byte[] bytes) {
    return Bytes.nearlyHasId(bytes, 0, bytes.length, Bytes.HEADER_ID)
        && bytes.length >= HEADER_BYTES
        && Bytes.uint32(bytes, 4) == 6;
  }

  private static Extent insideRmid(byte[] bytes, String name, Repairs repairs)
      throws NotMidiException, MalformedMidiException {
    int end = bytes.length;
    int header = Bytes.find(bytes, 12, end, Bytes.HEADER_ID);
    if (header < 0) {
      return behindJunk(bytes, name, repairs);
    }
    if (Bytes.hasId(bytes, header - 8, end, "data")) {
      long length = littleEndian32(bytes, header - 4);
      if (length > end - header) {
        repairs.add(
            Repair.Kind.TRUNCATED,
            header - 4L,
            "the RIFF chunk is to have " + length + " bytes, the file ends after " + (end - header),
            "read what there is");
      } else if (length >= HEADER_BYTES) {
        end = header + (int) length;
      }
    }
    return new Extent(header, end, Container.RMID);
  }

  private static long littleEndian32(byte[] bytes, int at) {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) Bytes.uint32(bytes, at)));
  }

  private static Extent behindJunk(byte[] bytes, String name, Repairs repairs)
      throws NotMidiException, MalformedMidiException {
    int end = bytes.length;
    int header = Bytes.find(bytes, 0, end, Bytes.HEADER_ID);
    if (header >= 0) {
      repairs.add(
          Repair.Kind.JUNK_BEFORE_HEADER,
          0,
          header + " bytes stand before the header",
          "skipped them");
      return new Extent(header, end, Container.UNKNOWN);
    }
    if (misspelledHeader(bytes)) {
      return new Extent(0, end, Container.PLAIN);
    }
    int track = Bytes.find(bytes, 0, end, Bytes.TRACK_ID);
    if (track >= 0) {
      return new Extent(track, end, track == 0 ? Container.PLAIN : Container.UNKNOWN);
    }
    throw new NotMidiException(name, because(bytes));
  }

  private static String because(byte[] bytes) {
    if (bytes.length == 0) {
      return "it is empty";
    }
    String start = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
    String seems = seemsToBe(start);
    return "it begins with '"
        + start.replaceAll("[^ -~]", ".")
        + "'"
        + (seems.isEmpty() ? "" : ", as " + seems + " does")
        + ", and has no MIDI header in it";
  }

  private static String seemsToBe(String start) {
    if (start.startsWith("PK")) {
      return "a zip archive";
    }
    if (start.startsWith("\u001F\u008B")) {
      return "a gzip archive";
    }
    if (start.startsWith("RIFF") && start.contains("WAVE")) {
      return "a sound file (WAV)";
    }
    if (start.startsWith("ID3") || start.startsWith("OggS") || start.startsWith("fLaC")) {
      return "a sound file";
    }
    if (start.startsWith("CAKEWALK")) {
      return "a Cakewalk song";
    }
    if (start.stripLeading().startsWith("<")) {
      return "a web page or XML";
    }
    return "";
  }
}
