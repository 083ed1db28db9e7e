/**
 * Many-to-one: what is this piece? A bidirectional network reads a whole piece and answers once,
 * with one of the labels that it has learned: style, composer, metre.
 *
 * <p>In: {@link ritornello.token.LabelledSource}s. Out: a directory with a trained model, {@link
 * ritornello.classify.Classifier}; its answers, and how much each note counted for them. Start
 * reading at {@link ritornello.classify.Scheme} (what is asked, and how much of a piece is shown)
 * and {@link ritornello.classify.ClassifierTraining}; {@link ritornello.classify.LinearModel} over
 * {@link ritornello.classify.Features} is what it must be better than.
 *
 * <p>A package of its own beside {@code task}: those who generate need none of it. It learns by
 * {@link ritornello.lm.Trainer}, as all others do: a sequence ends with a symbol that stands for
 * its label, and that is all that there is to predict. So it uses {@code store}, as {@code lm}
 * does.
 *
 * <p>Traps: a long piece is shown in stretches, each with an answer of its own, and the logarithms
 * of their probabilities are averaged: the parts of a piece are no independent witnesses. The
 * written metre is not shown unless wanted, for it often is the answer; {@code Features} must then
 * not see it either. A codec only finds the notes; what the network reads are {@code NoteSymbols},
 * one step a note, a quarter to a half of the steps that tokens would take.
 */
package ritornello.classify;
