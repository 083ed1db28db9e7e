/**
 * Music as tokens: every codec turns scores into sequences of indices of a fixed vocabulary, and
 * back.
 *
 * <p>In: {@link ritornello.score.Score} and {@link ritornello.score.Melody}. Out: {@code int[]} of
 * token ids, and one-hot vectors. Start reading at {@link ritornello.token.Codec}, then {@link
 * ritornello.token.MelodyCodec}.
 *
 * <p>Traps: any sequence of ids, however nonsensical, decodes to something valid; what the model
 * sees at a step is not the token alone but all {@link ritornello.token.Context#inputs inputs} of
 * its context, of which the token is the first. Where codecs stand in each other, controls ({@link
 * ritornello.token.ControlledCodec}) are outermost, then come words, then what they are made of.
 */
package ritornello.token;
