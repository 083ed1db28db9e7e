/**
 * How far gradients reach back through time: the vanishing and the exploding gradient, and what
 * gates and clipping do about them (Bengio, Simard and Frasconi 1994; Hochreiter and Schmidhuber
 * 1997; Pascanu, Mikolov and Bengio 2013).
 *
 * <p>In: {@link ritornello.gradient.GradientTask}s, and sequences of tokens for the one of tunes.
 * Out: a {@link ritornello.gradient.GradientFlow} for each cell, before and after it has learned.
 * Start reading at {@link ritornello.gradient.GradientExperiment}.
 *
 * <p>Traps: what is measured is the gradient of one loss at one step, not of all steps of a window;
 * its size depends on the loss too, which is small where a network is sure and right. So what
 * counts is how it falls with distance.
 */
package ritornello.gradient;
