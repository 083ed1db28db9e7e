/**
 * What was asked of a model and what came of it, so that it can be found, gone on from, and made
 * again.
 *
 * <p>In: what a musician asks for ({@link ritornello.take.Composer.Wish}, {@link
 * ritornello.take.Rules}) and a {@link ritornello.lm.LanguageModel}. Out: a {@link
 * ritornello.score.Score} that carries its {@link ritornello.take.Take}. Start reading at {@link
 * ritornello.take.Take}; {@link ritornello.take.Invention} makes music of it.
 *
 * <p>Traps: a take is its own record; whatever changes the music must be in it, or it could not be
 * made again to the same bytes.
 */
package ritornello.take;
