/**
 * Shapes of use of a recurrent network: so far one-to-many, the generator.
 *
 * <p>In: a {@link ritornello.lm.LanguageModel} and the tokens of a seed. Out: tokens. Start reading
 * at {@link ritornello.task.Generator}.
 *
 * <p>Traps: lengths are in bars of the whole piece, seed included.
 *
 * <p>Departs from the design in using {@code originality}: whether a token copies too much must be
 * known before it is drawn, and only the generator draws.
 */
package ritornello.task;
