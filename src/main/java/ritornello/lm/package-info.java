/**
 * The language model: the probability of the next token after those before, learned from sequences
 * of tokens and sampled from.
 *
 * <p>In: {@link ritornello.token.TokenSource}s, a {@link ritornello.token.Codec}. Out: a directory
 * with a trained model, {@link ritornello.lm.LanguageModel}. Start reading at {@link
 * ritornello.lm.Trainer} and {@link ritornello.lm.Continuation}.
 *
 * <p>Traps: x⟨t⟩ is what the codec's {@link ritornello.token.Context} shows after the tokens
 * before, so the same context class must be used to train and to generate. {@code
 * model.safetensors} holds the weights that were best on validation, {@code optimizer.safetensors}
 * those to go on from; everything that a resume needs is in the latter, one file, so that it is
 * whole or not there.
 *
 * <p>Departs from the design in using {@code store}: somebody has to put weights and configuration
 * together into a model's directory, and this is who knows both.
 */
package ritornello.lm;
