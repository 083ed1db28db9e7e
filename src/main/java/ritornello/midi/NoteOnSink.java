package ritornello.midi;

import ritornello.score.Note;

/** Is told where in the file each note's note-on stands. */
@FunctionalInterface
interface NoteOnSink {
  /** For who does not want to know. */
  NoteOnSink NONE = (chunk, channel, note, byteOffset) -> {};

  /**
   * @param chunk number of the track chunk, from 0
   * @param byteOffset of the note-on, its wait included
   */
  void note(int chunk, int channel, Note note, int byteOffset);
}
