/**
 * From sound to notes: what somebody hums, sings or plays, one note at a time.
 *
 * <p>In: an {@link ritornello.audio.AudioSource}, which a {@link ritornello.audio.Recording} or a
 * {@link ritornello.audio.Microphone} is, or blocks of samples. Out: {@link
 * ritornello.audio.HeardNote}s in seconds, and a {@link ritornello.audio.Notation} of them as a
 * score. Start reading at {@link ritornello.audio.Transcriber}, which says in which order things
 * happen: {@code Resampling}, {@code FrameAnalysis} (172 frames a second), {@code LevelGate},
 * {@code PitchPath} (segments of one pitch), {@code NoteBuilder}, {@code Tuning}.
 *
 * <p>Traps: times are those of the samples, not of a clock. A frame's time is the middle of what it
 * hears, half a window before the last sample that it needs. Everything but the list of notes is of
 * a fixed size, whatever is heard; keep it so. Numbers of frames are of 5.8 ms each.
 */
package ritornello.audio;
