/**
 * Shapes of use of a recurrent network: so far one-to-many, the generator.
 *
 * <p>In: a {@link ritornello.lm.LanguageModel} and the tokens of a seed. Out: tokens. Start reading
 * at {@link ritornello.task.Generator}.
 *
 * <p>Traps: lengths are in bars of the whole piece, seed included.
 */
package ritornello.task;
