/**
 * Chords under a melody: many-to-many, as many answers as beats, from a network that reads the
 * melody from both sides.
 *
 * <p>In: scores with a melody and chords, to learn from; a {@link ritornello.score.Melody}, to be
 * harmonised. Out: a {@link ritornello.score.Harmony}, and a score of both. Start reading at {@link
 * ritornello.harmony.Harmonizer}; {@link ritornello.harmony.HarmonizerTraining} makes one. A
 * package of its own beside {@code task} because it learns from scores and stores models, which
 * those do not.
 *
 * <p>Traps: a <em>label</em> is a chord relative to the tonic of the major key that has the
 * melody's signature, so D minor is written from F. What is learned in one key is thereby known in
 * all. A <em>beat</em> is three eighths in a compound metre.
 */
package ritornello.harmony;
