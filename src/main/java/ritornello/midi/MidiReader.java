package ritornello.midi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import ritornello.score.Score;

/**
 * Reads Standard MIDI Files of format 0, 1 and 2, also damaged ones.
 *
 * <p>Each channel that a track chunk uses becomes a {@link ritornello.score.Track} with the chunk's
 * name. A name in a chunk that uses no channel becomes a {@link ritornello.score.Text.Kind#TITLE}.
 * The sequences of a format 2 file stand one after another. SMPTE time becomes a PPQ and one tempo
 * that give each tick its exact length; tempos in such a file mean nothing and are left out. Notes
 * are paired as {@link NotePairing} says.
 *
 * <p>Time and memory are linear in the size of the file, at worst some 90 bytes for each of its
 * bytes.
 */
public final class MidiReader {

  /** What to do about damage. */
  public enum Mode {
    /** Repair it and say so. */
    TOLERANT,
    /** Refuse the file. */
    STRICT
  }

  /** The last tick that anything can happen at: over 96 hours at 480 PPQ and 720 QPM. */
  public static final int MAX_TICK = 2_000_000_000;

  /** The largest file that is read, in bytes; the largest of real music are a tenth of that. */
  public static final int MAX_FILE_BYTES = 1 << 26;

  /** A longer file than this must have MIDI data begin in this many of its first bytes. */
  private static final int HEAD_BYTES = 1 << 20;

  private MidiReader() {}

  /** Reads a file tolerantly; as {@link #read(Path, Mode)}. */
  public static MidiReading read(Path file) throws IOException {
    return read(file, Mode.TOLERANT);
  }

  /**
   * Reads a file.
   *
   * @throws NotMidiException if there is no MIDI in it
   * @throws MalformedMidiException if it is damaged and the mode is strict
   * @throws IOException if it is not there, not a file, too large, or can't be read; the message is
   *     for people
   */
  public static MidiReading read(Path file, Mode mode) throws IOException {
    return read(bytes(file), file.toString(), mode);
  }

  /** Reads the bytes of a file tolerantly; as {@link #read(byte[], String, Mode)}. */
  public static MidiReading read(byte[] bytes, String name) throws IOException {
    return read(bytes, name, Mode.TOLERANT);
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name of the file, for messages
   * @throws NotMidiException if there is no MIDI in them
   * @throws MalformedMidiException if they are damaged and the mode is strict
   */
  public static MidiReading read(byte[] bytes, String name, Mode mode) throws IOException {
    return read(bytes, name, mode, NoteOnSink.NONE);
  }

  static MidiReading read(byte[] bytes, String name, Mode mode, NoteOnSink sink)
      throws IOException {
    LineEnds lineEnds = LineEnds.undo(bytes);
    Repairs repairs = new Repairs(name, mode == Mode.STRICT, lineEnds::originalOffset);
    if (lineEnds.places().length > 0) {
      repairs.add(
          Repair.Kind.LINE_ENDS,
          lineEnds.places()[0],
          "each byte 0x0A follows a 0x0D, as in a file that was sent as text",
          "took the " + lineEnds.places().length + " bytes 0x0D out");
    }
    return read(lineEnds.bytes(), name, repairs, sink);
  }

  private static MidiReading read(byte[] bytes, String name, Repairs repairs, NoteOnSink sink)
      throws IOException {
    Extent extent = Extent.find(bytes, name, repairs);
    Header header = Header.read(bytes, extent, repairs);
    ScoreAssembly assembly = new ScoreAssembly(header.division());
    NotePairing pairing = new NotePairing(repairs, sink);
    int tracks = new ChunkReader(bytes, extent.end(), header, repairs, assembly, pairing).readAll();
    checkTrackCount(header, tracks, repairs);
    if (pairing.strayNoteOffs() > 0) {
      assembly.leftOut("note off of no note", pairing.strayNoteOffs());
    }
    Score score = assembly.toScore();
    MidiFileInfo info =
        new MidiFileInfo(
            extent.container(),
            header.format(),
            header.declaredTracks(),
            tracks,
            pairing.noteOns(),
            pairing.overlapping(),
            pairing.duplicates(),
            assembly.leftOut());
    return new MidiReading(score, repairs.byOffset(), repairs.count(), info);
  }

  private static void checkTrackCount(Header header, int tracks, Repairs repairs)
      throws MalformedMidiException {
    if (header.at() == header.end() || header.declaredTracks() == tracks) {
      return;
    }
    repairs.add(
        Repair.Kind.TRACK_COUNT,
        header.at() + 10L,
        "the header counts " + header.declaredTracks() + " tracks",
        "read the " + tracks + " that are there");
  }

  /**
   * The bytes of a file: all of them if there may be MIDI in it, else its beginning.
   *
   * @throws IOException if it is not there, not a file, too large, or can't be read; the message is
   *     for people
   */
  public static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NotMidiException(file.toString(), "it is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      if (head.length < HEAD_BYTES || !Extent.hasMidi(head)) {
        return head;
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream(2 * HEAD_BYTES);
      all.write(head);
      all.write(in.readNBytes(MAX_FILE_BYTES - HEAD_BYTES));
      if (in.read() >= 0) {
        throw new IOException(
            file + " has more than " + (MAX_FILE_BYTES >> 20) + " MB; no such MIDI file is read");
      }
      return all.toByteArray();
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there; check the name", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read; change its permissions", e);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? "the disk says no more" : e.getReason();
      throw new IOException(file + " can't be read: " + reason, e);
    }
  }
}
