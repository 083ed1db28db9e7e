/**
 * What a piece has in common with a collection, note for note: copied runs, where they come from,
 * and how to keep from copying while a piece grows.
 *
 * <p>In: {@link ritornello.score.Score}s, or notes one after the other. Out: runs, the file and bar
 * that they come from, a set of hashes that a model keeps. Start reading at {@link
 * ritornello.originality.GrowingLine}, which says what a run is, then {@link
 * ritornello.originality.RunIndex} (a suffix array over a collection) and {@link
 * ritornello.originality.Copying} (what it finds in a piece).
 *
 * <p>A package of its own, which the design does not have, for both ends of the program need it: a
 * collection is searched after a scan, and {@code task} asks it at every note that it draws. {@code
 * token} is no place for it: its symbols never go to a model. It uses {@code store} for the one
 * file that it has, {@link ritornello.originality.RunHashes}.
 *
 * <p>Traps: lengths of runs are in notes, the first included, not in intervals. How long the last
 * note of a run sounds is not part of it.
 */
package ritornello.originality;
