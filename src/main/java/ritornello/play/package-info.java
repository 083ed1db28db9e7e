/**
 * Plays scores in time, to the JDK's synthesizer or a MIDI port.
 *
 * <p>In: {@link ritornello.score.Score}. Out: sound. Start reading at {@link
 * ritornello.play.Player}; {@link ritornello.play.Output} opens devices.
 *
 * <p>Traps: times are microseconds on the clock of the output, from which playing begins; a
 * synthesizer takes messages ahead of time, an outer port plays whatever it gets at once. Every way
 * out ends all notes.
 */
package ritornello.play;
