/**
 * Pictures, words and numbers about music, for people.
 *
 * <p>In: {@link ritornello.score.Score}, or {@link ritornello.score.Melody}. Out: text, SVG, PNG
 * and measures; nothing is printed or written here. Start reading at {@link
 * ritornello.report.PianoRoll} for pictures (all but curves are a Picture that is drawn on a
 * Canvas, which is SVG or PNG), at {@link ritornello.report.AttentionPicture} for what an answer
 * looked at, at {@link ritornello.report.Measure} and {@link ritornello.report.SetComparison} for
 * numbers, at {@link ritornello.report.TrainingPage} for what is told of a training.
 *
 * <p>Traps: bar lines follow the score's time signatures, 4/4 where it has none. A measure that a
 * piece is too short for is missing, not 0. XChart draws the curves with AWT, which takes a second
 * when it is first used and can't do without fonts: nothing else here may need it.
 */
package ritornello.report;
