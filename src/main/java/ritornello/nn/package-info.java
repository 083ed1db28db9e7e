/**
 * Recurrent networks: cells, deep stacks, backpropagation through time, optimisers.
 *
 * <p>In: indices (which row of which embedding a step looks up) and targets. Out: logits, losses,
 * gradients. Knows nothing of music. Start reading at {@link ritornello.nn.NetworkSpec}, then
 * {@code Sweep} (the parts of a network put together: {@code Stack} of {@code Level}s, {@code
 * Attention}, {@code HearingPart}, {@code Pooler}, {@code AnswerLayer}), {@code Recurrence} (one
 * layer forward and backward through time, whatever its {@code Cell}) and {@link
 * ritornello.nn.Stepper} (the same sweep one step at a time, without ND4J).
 *
 * <p>A new cell is one class that implements {@code Cell} and one record in {@link
 * ritornello.nn.CellSpec}: the sweep through time, the products, the embedding, the loss and the
 * optimiser are shared. So are the tests: gradients against central differences, stepping against
 * sweeping and the like are checked for every cell that {@code CellSpec.all} lists.
 *
 * <p>Traps: {@link ritornello.nn.Learner} loads ND4J and its BLAS (half a second); {@link
 * ritornello.nn.Stepper} never does. A learner's memory is off the heap, and is given back when it
 * is closed, all {@link ritornello.nn.Values} of it too: what is to be kept is copied before.
 * Matrices are row-major; the gates of a unit lie in blocks of H columns. Splitting a batch over
 * another number of threads changes the rounding, so a run that must repeat bit for bit keeps its
 * number of threads.
 */
package ritornello.nn;
