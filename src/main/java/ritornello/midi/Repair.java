package ritornello.midi;

/**
 * Something that was wrong with a file, and what the reader did about it.
 *
 * @param byteOffset where in the file, 0 or more
 * @param kind what sort of damage it is, for counting
 * @param problem what was wrong, for people
 * @param action what was done, for people
 */
public record Repair(long byteOffset, Kind kind, String problem, String action) {

  /** The sorts of damage that the reader knows. */
  public enum Kind {
    /** Bytes before the header that are no part of any container known. */
    JUNK_BEFORE_HEADER,
    /** A file that was sent as text, so that bytes were put in. */
    LINE_ENDS,
    /** No header, or one with an impossible value in it. */
    HEADER,
    /** The header counts other tracks than the file has. */
    TRACK_COUNT,
    /** A track is longer or shorter than it says. */
    TRACK_LENGTH,
    /** A track that does not end with the end-of-track event, or goes on after it. */
    END_OF_TRACK,
    /** Bytes between or behind the chunks. */
    JUNK_BETWEEN_CHUNKS,
    /** The file ends too early. */
    TRUNCATED,
    /** Running status used where the standard forbids it. */
    RUNNING_STATUS,
    /** Bytes that are no event. */
    STRAY_BYTES,
    /** A data byte over 127. */
    DATA_BYTE,
    /** A variable-length quantity of more than four bytes. */
    QUANTITY,
    /** A time past {@link MidiReader#MAX_TICK}. */
    TICK_CAP,
    /** A tempo, time signature or key signature that cannot be meant. */
    META_EVENT,
    /** A tempo in a file that counts in SMPTE time, where it has no meaning. */
    TEMPO_WITHOUT_MEANING,
    /** A note that ends where it begins. */
    ZERO_LENGTH_NOTE,
    /** A note that nothing ends. */
    HANGING_NOTE
  }

  /** {@code byte 1234: problem; action}. */
  @Override
  public String toString() {
    return "byte " + byteOffset + ": " + problem + "; " + action;
  }
}
