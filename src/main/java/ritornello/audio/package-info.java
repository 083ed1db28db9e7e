/**
 * From sound to notes, and from notes to sound.
 *
 * <p>What somebody hums, sings or plays, one note at a time. In: an {@link
 * ritornello.audio.AudioSource}, which a {@link ritornello.audio.Recording} or a {@link
 * ritornello.audio.Microphone} is, or blocks of samples. Out: {@link ritornello.audio.HeardNote}s
 * in seconds, and a {@link ritornello.audio.Notation} of them as a score. Start reading at {@link
 * ritornello.audio.Transcriber}, which says in which order things happen: {@code Resampling},
 * {@code FrameAnalysis} (172 frames a second), {@code LevelGate}, {@code PitchPath} (segments of
 * one pitch), {@code NoteBuilder}, {@code Tuning}.
 *
 * <p>Scores as sound, rendered faster than they play. In: {@link ritornello.score.Score}. Out:
 * samples in a stream. Start reading at {@link ritornello.audio.WaveRenderer}; {@link
 * ritornello.audio.SoundFonts} finds what it sounds like.
 *
 * <p>Traps: times are those of the samples, not of a clock. A frame's time is the middle of what it
 * hears, half a window before the last sample that it needs. Everything but the list of notes is of
 * a fixed size, whatever is heard; keep it so. Numbers of frames are of 5.8 ms each. The JDK's
 * synthesizer can be asked for its sound only through classes that the JDK does not export; the
 * manifest of the program's jar, and the tests' command line, say {@code Add-Exports}. Its built-in
 * bank is not the same for every user.
 */
package ritornello.audio;
