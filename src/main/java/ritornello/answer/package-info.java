/**
 * An answer to a phrase: many-to-many of other length. An encoder hears the question from both
 * sides; a decoder says the answer token by token, and by attention weighs at each what was heard.
 *
 * <p>In: tunes as tokens of a {@link ritornello.token.MelodyCodec}, to learn from; a {@link
 * ritornello.score.Melody}, to be answered. Out: an {@link ritornello.answer.Answer}: a melody, and
 * what each of its notes looked at. Start reading at {@link ritornello.answer.Answerer}; {@link
 * ritornello.answer.AnswererTraining} makes one, from the pairs that {@code Drawing} draws; {@link
 * ritornello.answer.AnswererFigures} says how good it is.
 *
 * <p>A package of its own beside {@code task}, which it uses to choose answers under constraints,
 * because it stores models. It trains in a loop of its own: what a decoder is fed with by scheduled
 * sampling depends on what it just answered, and {@code lm} feeds what is known beforehand.
 *
 * <p>Traps: questions and answers are {@code int[]} of metre, key and then one token a step, in
 * whole bars. The codec is one of phrases: a rest at the beginning of an answer is no pickup. The
 * encoder hears steps only, so that its step s is step s of the question's melody. All is relative
 * to the key signature, and the question is moved by octaves to where the model is at home.
 */
package ritornello.answer;
