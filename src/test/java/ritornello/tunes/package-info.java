/**
 * Makes {@code midi-corpus/} out of the tunes in {@code src/tunes/}.
 *
 * <p>In: {@code .abc} files in the subset of ABC 2.1 that {@code src/tunes/README.md} describes.
 * Out: a {@link ritornello.score.Score} for each, the {@code .mid} files and the table of {@code
 * midi-corpus/README.md}. Start reading at {@link ritornello.tunes.AbcTune}; {@link
 * ritornello.tunes.MakeCorpus} is the program.
 *
 * <p>Traps: a tune is checked as it is <em>played</em>, with its repeats, not as it is written: a
 * bar that a repeat sign splits is whole only then. A pickup is filled up with a rest in front, so
 * tick 0 is always a bar line.
 */
package ritornello.tunes;
