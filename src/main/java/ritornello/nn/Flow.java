package ritornello.nn;

/**
 * What goes from one part of a network to the next at all steps of a window.
 *
 * @param width numbers a step and row, W
 * @param values (T, B, W)
 * @param gradient (T, B, W), dL/d values; without room where nothing is learned
 */
record Flow(int width, Values values, Values gradient) {}
