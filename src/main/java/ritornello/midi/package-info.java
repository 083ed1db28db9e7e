/**
 * Standard MIDI Files to scores and back.
 *
 * <p>In: a file or its bytes, sound or damaged. Out: a {@link ritornello.score.Score} and a list of
 * what was repaired. Start reading at {@link ritornello.midi.MidiReader} (then {@code ChunkReader},
 * {@code TrackParser}, {@code NotePairing}) and {@link ritornello.midi.MidiWriter}; {@link
 * ritornello.midi.VelocityCopy} changes a file without reading more of it than its notes.
 *
 * <p>Traps: a score has no place for system exclusive messages, ports, SMPTE offsets and what a
 * sequencer keeps for itself; {@link ritornello.midi.MidiFileInfo#leftOut} counts them. A file
 * holds note-ons and note-offs, not notes: of notes of one track and key that lie inside each other
 * it cannot tell which ends first. A repair is damage; what the standard allows is none.
 */
package ritornello.midi;
