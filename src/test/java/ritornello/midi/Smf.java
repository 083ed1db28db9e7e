package ritornello.midi;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Files made by hand for tests: {@code smf(1, 96, track("00 90 3C 40 ..."))}. */
final class Smf {
  static final String END = "00 FF 2F 00";

  private Smf() {}

  static byte[] hex(String... bytes) {
    return HexFormat.of().parseHex(String.join("", bytes).replace(" ", ""));
  }

  static byte[] header(int format, int tracks, int division) {
    return hex("4D546864 00000006 %04X %04X %04X".formatted(format, tracks, division));
  }

  /** A track chunk whose length is right. */
  static byte[] track(String... events) {
    byte[] content = hex(events);
    return trackOfLength(content.length, events);
  }

  /** A track chunk that says it has this length. */
  static byte[] trackOfLength(int length, String... events) {
    return join(hex("4D54726B %08X".formatted(length)), hex(events));
  }

  /** A file whose header is right. */
  static byte[] file(int format, int division, byte[]... tracks) {
    return join(header(format, tracks.length, division), join(tracks));
  }

  /** A file of format 0 at 96 PPQ with a sound header and these events in one track. */
  static byte[] oneTrack(String... events) {
    return file(0, 96, track(events));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
