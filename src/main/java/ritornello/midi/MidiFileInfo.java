package ritornello.midi;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file was like, apart from its music.
 *
 * @param container what the MIDI data was wrapped in
 * @param format 0 (one track), 1 (tracks at the same time) or 2 (tracks one after another)
 * @param declaredTracks how many tracks the header counts
 * @param trackChunks how many there are
 * @param noteOns note-on events with a velocity over 0, before any pairing
 * @param overlappingNotes how many of them began while the same key of their track still sounded
 * @param duplicateNotes how many of those began on the same tick as the one before
 * @param leftOut what is legal but has no place in a score, and how often it came
 */
public record MidiFileInfo(
    Container container,
    int format,
    int declaredTracks,
    int trackChunks,
    int noteOns,
    int overlappingNotes,
    int duplicateNotes,
    SortedMap<String, Integer> leftOut) {

  /** What MIDI data can be wrapped in. */
  public enum Container {
    /** Nothing: the file is the MIDI data. */
    PLAIN,
    /** A RIFF file of the form RMID. */
    RMID,
    /** The header of a MacBinary file, as old Macintosh computers sent them. */
    MACBINARY,
    /** Bytes that the reader skipped. */
    UNKNOWN
  }

  public MidiFileInfo {
    leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
  }
}
