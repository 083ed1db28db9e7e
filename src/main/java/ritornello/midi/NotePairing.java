package ritornello.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritornello.score.Note;

/**
 * Makes notes of the note-ons and note-offs of one track chunk after another.
 *
 * <p>The rule: a note-off ends the note of its channel and key that has sounded longest (first in,
 * first out), in the order of the file. A note that ends on the tick where it began lasts one tick.
 * A note-off for a key that does not sound is left out. Notes that nothing ends: in a track that is
 * cut off they end with it; in a whole one, where the note-offs that are missing may be any of that
 * key's, each of the key's notes ends with the first note-off after it, the key's next note or the
 * track, whichever comes first.
 */
final class NotePairing {
  private static final int KEYS = 128;
  private static final int OPEN = -1;
  private static final int NONE = -1;

  private final Repairs repairs;
  private final NoteOnSink sink;
  private int chunk;

  // Notes in the order they began; kept in arrays, for a file has many more of them than of
  // anything else.
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] offsets = new int[256];

  /** The note of the same channel and key that began next. */
  private int[] nexts = new int[256];

  /** {@code channel << 21 | key << 14 | velocity << 7 | release velocity}. */
  private int[] packed = new int[256];

  private int count;
  private int open;
  private final int[] firstOpen = new int[16 * KEYS];
  private final int[] last = new int[16 * KEYS];

  private int noteOns;
  private int overlapping;
  private int duplicates;
  private int strayNoteOffs;

  NotePairing(Repairs repairs, NoteOnSink sink) {
    this.repairs = repairs;
    this.sink = sink;
    Arrays.fill(firstOpen, NONE);
    Arrays.fill(last, NONE);
  }

  void noteOn(int tick, int channel, int key, int velocity, int byteOffset) {
    if (count == starts.length) {
      grow();
    }
    int slot = channel * KEYS + key;
    noteOns++;
    if (firstOpen[slot] == NONE) {
      firstOpen[slot] = count;
    } else {
      overlapping++;
      if (starts[last[slot]] == tick) {
        duplicates++;
      }
    }
    if (last[slot] != NONE) {
      nexts[last[slot]] = count;
    }
    last[slot] = count;
    starts[count] = tick;
    ends[count] = OPEN;
    nexts[count] = NONE;
    offsets[count] = byteOffset;
    packed[count] = (slot << 14) | (velocity << 7) | Note.DEFAULT_RELEASE_VELOCITY;
    count++;
    open++;
  }

  void noteOff(int tick, int channel, int key, int releaseVelocity) throws MalformedMidiException {
    int slot = channel * KEYS + key;
    int note = firstOpen[slot];
    if (note == NONE) {
      strayNoteOffs++;
      return;
    }
    firstOpen[slot] = nexts[note];
    open--;
    packed[note] = (packed[note] & ~0x7F) | releaseVelocity;
    ends[note] = tick;
    if (tick == starts[note]) {
      ends[note] = tick + 1;
      repairs.add(
          Repair.Kind.ZERO_LENGTH_NOTE,
          offsets[note],
          "a note ends where it begins, at tick " + tick,
          "made it 1 tick long");
    }
  }

  /**
   * Ends what still sounds and gives the notes of the chunk, one list for each channel; then it is
   * ready for the next chunk.
   *
   * @param endTick where the chunk ends
   * @param cut whether it ends before its time
   */
  List<List<Note>> finish(int endTick, boolean cut) throws MalformedMidiException {
    if (open > 0) {
      endHanging(endTick, cut);
    }
    List<List<Note>> channels = new ArrayList<>(16);
    for (int channel = 0; channel < 16; channel++) {
      channels.add(List.of());
    }
    for (int i = 0; i < count; i++) {
      int channel = packed[i] >> 21;
      if (channels.get(channel).isEmpty()) {
        channels.set(channel, new ArrayList<>());
      }
      Note note = note(i);
      channels.get(channel).add(note);
      sink.note(chunk, channel, note, offsets[i]);
    }
    chunk++;
    if (count > 0) {
      Arrays.fill(firstOpen, NONE);
      Arrays.fill(last, NONE);
    }
    count = 0;
    open = 0;
    return channels;
  }

  private Note note(int i) {
    return new Note(
        starts[i],
        (long) ends[i] - starts[i],
        (packed[i] >> 14) & 0x7F,
        (packed[i] >> 7) & 0x7F,
        packed[i] & 0x7F);
  }

  private void endHanging(int endTick, boolean cut) throws MalformedMidiException {
    int[] firstOfKey = cut ? new int[0] : firstNotes();
    for (int i = 0; i < count; i++) {
      if (ends[i] != OPEN) {
        continue;
      }
      if (cut) {
        endAt(i, Math.max(endTick, starts[i] + 1));
      } else {
        pairAnew(firstOfKey[packed[i] >> 14], endTick);
      }
    }
  }

  private int[] firstNotes() {
    int[] first = new int[16 * KEYS];
    for (int i = count - 1; i >= 0; i--) {
      first[packed[i] >> 14] = i;
    }
    return first;
  }

  /** Pairs all notes of a key for which note-offs are missing. */
  private void pairAnew(int first, int endTick) throws MalformedMidiException {
    NoteOffs offs = noteOffs(first);
    int off = 0;
    int offTaken = NONE;
    int later = first;
    for (int i = first; i != NONE; i = nexts[i]) {
      while (later != NONE && starts[later] <= starts[i]) {
        later = nexts[later];
      }
      while (off < offs.count && offs.ticks[off] <= starts[i]) {
        off++;
      }
      packed[i] = (packed[i] & ~0x7F) | Note.DEFAULT_RELEASE_VELOCITY;
      if (off == offs.count || (later != NONE && starts[later] < offs.ticks[off])) {
        endAt(i, later != NONE ? starts[later] : Math.max(endTick, starts[i] + 1));
        continue;
      }
      packed[i] = (packed[i] & ~0x7F) | offs.releases[off];
      ends[i] = offs.ticks[off];
      if (off == offTaken) {
        endAt(i, ends[i]);
      }
      offTaken = off;
    }
  }

  /** Note-offs of one key by tick. */
  private record NoteOffs(int[] ticks, int[] releases, int count) {}

  /** First in, first out has paired them in their order, so they can be taken from the notes. */
  private NoteOffs noteOffs(int first) {
    int count = 0;
    for (int i = first; i != NONE && ends[i] != OPEN; i = nexts[i]) {
      count++;
    }
    NoteOffs offs = new NoteOffs(new int[count], new int[count], count);
    int note = first;
    for (int i = 0; i < count; i++) {
      offs.ticks[i] = ends[note];
      offs.releases[i] = packed[note] & 0x7F;
      note = nexts[note];
    }
    return offs;
  }

  private void endAt(int note, int tick) throws MalformedMidiException {
    ends[note] = tick;
    repairs.add(
        Repair.Kind.HANGING_NOTE,
        offsets[note],
        "no note-off ends the note of key "
            + ((packed[note] >> 14) & 0x7F)
            + " at tick "
            + starts[note],
        "ended it at tick " + tick);
  }

  private void grow() {
    int size = count * 2;
    starts = Arrays.copyOf(starts, size);
    ends = Arrays.copyOf(ends, size);
    offsets = Arrays.copyOf(offsets, size);
    nexts = Arrays.copyOf(nexts, size);
    packed = Arrays.copyOf(packed, size);
  }

  int noteOns() {
    return noteOns;
  }

  int overlapping() {
    return overlapping;
  }

  int duplicates() {
    return duplicates;
  }

  int strayNoteOffs() {
    return strayNoteOffs;
  }
}
