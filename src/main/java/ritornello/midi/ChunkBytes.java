package ritornello.midi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a file or a track chunk, as they grow. */
final class ChunkBytes {
  private static final int LARGEST_QUANTITY = 0x0FFF_FFFF;

  private byte[] bytes = new byte[256];
  private int size;
  private long tick;

  static byte[] utf8(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void uint16(int value) {
    add(value >> 8);
    add(value);
  }

  void uint32(int value) {
    uint16(value >> 16);
    uint16(value);
  }

  void ascii(String text) {
    add(text.getBytes(StandardCharsets.US_ASCII), text.length());
  }

  void chunk(String id, ChunkBytes content) {
    ascii(id);
    uint32(content.size);
    add(content.bytes, content.size);
  }

  /**
   * Writes how long to wait from the event before until the next.
   *
   * @throws IllegalArgumentException if that is after {@link MidiReader#MAX_TICK}
   */
  void waitUntil(long next) {
    if (next > MidiReader.MAX_TICK) {
      throw new IllegalArgumentException(
          "tick " + next + " is too late for a MIDI file; the last is " + MidiReader.MAX_TICK);
    }
    long delta = next - tick;
    while (delta > LARGEST_QUANTITY) {
      // A quantity holds no more, so the wait goes on after an event that says nothing.
      quantity(LARGEST_QUANTITY);
      meta(MetaEvents.SEQUENCER_SPECIFIC, new byte[0]);
      delta -= LARGEST_QUANTITY;
    }
    quantity((int) delta);
    tick = next;
  }

  void meta(int type, byte[] data) {
    add(0xFF);
    add(type);
    quantity(data.length);
    add(data, data.length);
  }

  void endOfTrack() {
    quantity(0);
    meta(MetaEvents.END_OF_TRACK, new byte[0]);
  }

  void message(int status, int data) {
    add(status);
    add(data);
  }

  void message(int status, int first, int second) {
    add(status);
    add(first);
    add(second);
  }

  private void quantity(int value) {
    for (int shift = 21; shift > 0; shift -= 7) {
      if (value >> shift > 0) {
        add(((value >> shift) & 0x7F) | 0x80);
      }
    }
    add(value & 0x7F);
  }

  private void add(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) value;
  }

  private void add(byte[] data, int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
    }
    System.arraycopy(data, 0, bytes, size, length);
    size += length;
  }
}
