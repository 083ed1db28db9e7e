package ritornello.midi;

import java.util.List;
import ritornello.score.Note;

/** Finds the chunks of a file, whatever their lengths say, and has their tracks read. */
final class ChunkReader {
  private static final int CHUNK_HEADER_BYTES = 8;

  private final byte[] bytes;
  private final int end;
  private final Header header;
  private final Repairs repairs;
  private final ScoreAssembly score;
  private final NotePairing pairing;
  private final TrackParser parser;
  private int trackChunks;
  private int startTick;

  ChunkReader(
      byte[] bytes,
      int end,
      Header header,
      Repairs repairs,
      ScoreAssembly score,
      NotePairing pairing) {
    this.bytes = bytes;
    this.end = end;
    this.header = header;
    this.repairs = repairs;
    this.score = score;
    this.pairing = pairing;
    this.parser = new TrackParser(bytes, repairs, score, pairing);
  }

  /** Reads all chunks and gives the number of tracks. */
  int readAll() throws MalformedMidiException {
    int pos = header.end();
    while (pos < end) {
      pos = readChunk(pos);
    }
    return trackChunks;
  }

  /** Reads what begins there and gives where it ends. */
  private int readChunk(int pos) throws MalformedMidiException {
    boolean hasLength = pos + CHUNK_HEADER_BYTES <= end;
    if (hasLength && Bytes.hasId(bytes, pos, end, Bytes.TRACK_ID)) {
      return readTrack(pos);
    }
    if (hasLength && Bytes.nearlyHasId(bytes, pos, end, Bytes.TRACK_ID)) {
      repairs.add(
          Repair.Kind.JUNK_BETWEEN_CHUNKS,
          pos,
          "a chunk is called '" + Bytes.id(bytes, pos).replaceAll("[^ -~]", ".") + "'",
          "took it as a track (MTrk)");
      return readTrack(pos);
    }
    if (Bytes.alienChunkAt(bytes, pos, end)) {
      score.leftOut("chunk '" + Bytes.id(bytes, pos) + "'", 1);
      return pos + CHUNK_HEADER_BYTES + (int) Bytes.uint32(bytes, pos + 4);
    }
    return skipJunk(pos);
  }

  private int skipJunk(int pos) throws MalformedMidiException {
    int next = Bytes.find(bytes, pos + 1, end, Bytes.TRACK_ID);
    if (next < 0 && Bytes.hasId(bytes, pos, end, Bytes.TRACK_ID)) {
      repairs.add(
          Repair.Kind.TRUNCATED, pos, "the file ends inside a track's name", "left the track out");
      return end;
    }
    int to = next < 0 ? end : next;
    repairs.add(
        Repair.Kind.JUNK_BETWEEN_CHUNKS,
        pos,
        (to - pos) + " bytes are part of no chunk",
        "skipped them");
    return to;
  }

  private int readTrack(int pos) throws MalformedMidiException {
    int from = pos + CHUNK_HEADER_BYTES;
    long length = Bytes.uint32(bytes, pos + 4);
    long declaredEnd = from + length;
    boolean sure =
        declaredEnd == end || (declaredEnd < end && Bytes.chunkAt(bytes, (int) declaredEnd, end));
    trackChunks++;
    parser.parse(from, sure ? (int) declaredEnd : end, declaredEnd, sure, startTick);
    repairEnd(pos, length, declaredEnd);
    List<List<Note>> notes = pairing.finish(parser.tick(), !parser.ended());
    score.endChunk(notes);
    if (header.format() == 2) {
      startTick = parser.tick();
      score.beginSequence(startTick);
    }
    return behindTrack(declaredEnd, sure);
  }

  private void repairEnd(int pos, long length, long declaredEnd) throws MalformedMidiException {
    int stop = parser.position();
    if (!parser.ended() && declaredEnd > end && stop == end) {
      if (!parser.cut()) {
        repairs.add(
            Repair.Kind.TRUNCATED,
            end,
            "the file ends " + (declaredEnd - end) + " bytes before its last track does",
            "read what there is");
      }
      return;
    }
    if (!parser.ended() && !parser.cut()) {
      repairs.add(
          Repair.Kind.END_OF_TRACK,
          stop,
          "the track has no end-of-track event",
          "ended it with its last event");
    }
    if (stop != declaredEnd) {
      repairs.add(
          Repair.Kind.TRACK_LENGTH,
          pos + 4L,
          "the track is to have " + length + " bytes",
          "read the " + (stop - pos - CHUNK_HEADER_BYTES) + " that it has");
    }
  }

  /** Where the next chunk may begin: behind what was read, or where this one said that it ends. */
  private int behindTrack(long declaredEnd, boolean sure) {
    int stop = parser.position();
    if (!sure || stop >= declaredEnd) {
      return stop;
    }
    int hidden = Bytes.find(bytes, stop, (int) declaredEnd, Bytes.TRACK_ID);
    return hidden >= 0 ? hidden : (int) declaredEnd;
  }
}
