package ritornello.token;

/**
 * A note that begins.
 *
 * @param step when, as {@link Context#steps} counts
 * @param pitch 0 to 127
 */
public record Onset(int step, int pitch) {}
