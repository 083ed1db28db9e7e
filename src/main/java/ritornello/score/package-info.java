/**
 * Music as values: what every other package passes around.
 *
 * <p>In: nothing. Out: immutable records, checked when made. Start reading at {@link
 * ritornello.score.Score} (everything a MIDI file says, in ticks) and {@link
 * ritornello.score.Melody} (one voice on a grid, in steps).
 *
 * <p>Traps: a <em>tick</em> is a fraction of a quarter note that depends on the score's PPQ; a
 * <em>step</em> is a cell of a melody's grid; neither is a time. Times are in microseconds and come
 * from {@link ritornello.score.TempoMap} only. Channels are 0 to 15 here, 1 to 16 for people.
 */
package ritornello.score;
