package ritornello.token;

/**
 * What makes a codec: stored in {@code vocabulary.json} of a model.
 *
 * @param name {@code melody}
 * @param stepsPerQuarter grid of the codec: 4, or 12 for triplets
 */
public record CodecSpec(String name, int stepsPerQuarter) {}
