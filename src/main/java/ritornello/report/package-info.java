/**
 * Pictures and words about music, for people.
 *
 * <p>In: {@link ritornello.score.Score}. Out: text and SVG; nothing is printed or written here.
 * Start reading at {@link ritornello.report.PianoRoll}.
 *
 * <p>Traps: bar lines follow the score's time signatures, 4/4 where it has none.
 */
package ritornello.report;
