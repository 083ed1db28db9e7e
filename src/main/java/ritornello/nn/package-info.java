/**
 * Recurrent networks: cells, deep stacks, backpropagation through time, optimisers.
 *
 * <p>In: indices (which row of which embedding a step looks up) and targets. Out: logits, losses,
 * gradients. Knows nothing of music. Start reading at {@link ritornello.nn.NetworkSpec}, then
 * {@code Cell}, {@code Sweep} (forward and backward through time) and {@link ritornello.nn.Stepper}
 * (one step at a time, without ND4J).
 *
 * <p>A new cell is one class that implements {@code Cell} and one record in {@link
 * ritornello.nn.CellSpec}: the sweep through time, the products, the embedding, the loss and the
 * optimiser are shared.
 *
 * <p>Traps: {@link ritornello.nn.Learner} loads ND4J and its BLAS (half a second, off-heap memory);
 * {@link ritornello.nn.Stepper} never does. Matrices are row-major; the gates of a unit lie in
 * blocks of H columns. Splitting a batch over another number of threads changes the rounding, so a
 * run that must repeat bit for bit keeps its number of threads.
 */
package ritornello.nn;
