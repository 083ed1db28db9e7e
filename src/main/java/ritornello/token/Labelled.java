package ritornello.token;

/**
 * A sequence and what it is, as a classifier is to say.
 *
 * @param piece number of the piece in its {@link LabelledSource}, from 0
 * @param tokens of the whole piece, ending with EOS; not to be changed
 * @param label number of the label, from 0
 */
public record Labelled(int piece, int[] tokens, int label) {}
