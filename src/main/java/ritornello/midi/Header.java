package ritornello.midi;

/**
 * The header chunk.
 *
 * @param format 0, 1 or 2
 * @param declaredTracks how many tracks it counts; 0 if it is not there
 * @param division how time is counted
 * @param at where it stands, or would stand
 * @param end the byte after it, where the first chunk begins
 */
record Header(int format, int declaredTracks, Division division, int at, int end) {

  private static final int LENGTH = 6;

  static Header read(byte[] bytes, Extent extent, Repairs repairs) throws MalformedMidiException {
    int at = extent.start();
    if (Bytes.hasId(bytes, at, extent.end(), Bytes.TRACK_ID)) {
      repairs.add(
          Repair.Kind.HEADER,
          at,
          "there is no header before the first track",
          "took it as format 1 with " + Division.DEFAULT_PPQ + " ticks a quarter note");
      return new Header(1, 0, Division.ofPpq(Division.DEFAULT_PPQ), at, at);
    }
    if (!Bytes.hasId(bytes, at, extent.end(), Bytes.HEADER_ID)) {
      repairs.add(
          Repair.Kind.HEADER,
          at,
          "the header is called '" + Bytes.id(bytes, at).replaceAll("[^ -~]", ".") + "'",
          "took it as MThd");
    }
    if (at + 8 + LENGTH > extent.end()) {
      repairs.add(
          Repair.Kind.TRUNCATED, at, "the file ends inside the header", "read it as no music");
      return new Header(1, 0, Division.ofPpq(Division.DEFAULT_PPQ), at, extent.end());
    }
    int format = format(bytes, at, repairs);
    int tracks = Bytes.uint16(bytes, at + 10);
    Division division = division(bytes, at + 12, repairs);
    return new Header(format, tracks, division, at, end(bytes, at, extent.end(), repairs));
  }

  private static int format(byte[] bytes, int at, Repairs repairs) throws MalformedMidiException {
    int format = Bytes.uint16(bytes, at + 8);
    if (format <= 2) {
      return format;
    }
    repairs.add(Repair.Kind.HEADER, at + 8L, "there is no format " + format, "read it as format 1");
    return 1;
  }

  private static Division division(byte[] bytes, int at, Repairs repairs)
      throws MalformedMidiException {
    int division = Bytes.uint16(bytes, at);
    if (division == 0) {
      repairs.add(
          Repair.Kind.HEADER,
          at,
          "a quarter note is to have 0 ticks",
          "took " + Division.DEFAULT_PPQ);
      return Division.ofPpq(Division.DEFAULT_PPQ);
    }
    if (division < 0x8000) {
      return Division.ofPpq(division);
    }
    return smpte(0x100 - (division >> 8), division & 0xFF, at, repairs);
  }

  private static Division smpte(int framesPerSecond, int ticksPerFrame, int at, Repairs repairs)
      throws MalformedMidiException {
    if (ticksPerFrame == 0) {
      repairs.add(
          Repair.Kind.HEADER,
          at,
          "a frame of SMPTE time is to have 0 ticks",
          "took " + Division.DEFAULT_PPQ + " ticks a quarter note");
      return Division.ofPpq(Division.DEFAULT_PPQ);
    }
    boolean standard =
        framesPerSecond == 24
            || framesPerSecond == 25
            || framesPerSecond == 29
            || framesPerSecond == 30;
    if (!standard) {
      repairs.add(
          Repair.Kind.HEADER,
          at,
          "SMPTE time has no " + framesPerSecond + " frames a second",
          "took them as they are");
    }
    return Division.ofSmpte(framesPerSecond, ticksPerFrame);
  }

  /** The standard lets a header be longer than it is today, so its length decides if it can. */
  private static int end(byte[] bytes, int at, int end, Repairs repairs)
      throws MalformedMidiException {
    long length = Bytes.uint32(bytes, at + 4);
    int usual = at + 8 + LENGTH;
    if (length == LENGTH) {
      return usual;
    }
    long declared = at + 8 + length;
    if (length > LENGTH && declared < end && Bytes.chunkAt(bytes, (int) declared, end)) {
      return (int) declared;
    }
    repairs.add(
        Repair.Kind.HEADER,
        at + 4L,
        "the header is to have " + length + " bytes",
        "took it as " + LENGTH + " bytes long");
    return usual;
  }
}
