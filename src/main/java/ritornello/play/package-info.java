/**
 * Plays music in time, to the JDK's synthesizer or a MIDI port, and listens to MIDI inputs.
 *
 * <p>In: a {@link ritornello.score.Score}, or bars of music that are made while it is played; what
 * somebody plays on a MIDI keyboard; another machine's MIDI clock. Out: sound, MIDI clock, phrases
 * and recordings as scores. Start reading at {@link ritornello.play.Playback} (a score, with pause,
 * seeking, loop, tempo) and {@link ritornello.play.LiveSequence} (music that is not known
 * beforehand), which send through {@code Sender}, the one place that knows what sounds. {@link
 * ritornello.play.Output} and {@link ritornello.play.Input} open devices.
 *
 * <p>Traps: times are microseconds on the clock of the output; a synthesizer takes messages a tenth
 * of a second ahead of time, and they cannot be called back; an outer port plays whatever it gets
 * at once. Every way out ends all notes. A port that is pulled out says nothing: a watch looks
 * whether it is still listed.
 */
package ritornello.play;
