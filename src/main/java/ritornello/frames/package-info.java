/**
 * The benchmarks of frames of Boulanger-Lewandowski, Bengio and Vincent (ICML 2012): how likely a
 * recurrent network finds the next frame, the set of keys of a piano that sound in a time slice.
 *
 * <p>In: files of frames with a split of their own ({@link ritornello.frames.FrameFile}). Out: a
 * directory with one or more trained networks ({@link ritornello.frames.FrameDirectory}), and nats
 * per frame ({@link ritornello.frames.FrameFigures}). Start reading at {@link
 * ritornello.frames.FrameSettings}, then {@link ritornello.frames.View} (what a network sees, and
 * what it answers) and {@link ritornello.frames.FrameModel} (how several become one).
 *
 * <p>A package of its own beside {@code token} and {@code corpus}: here a frame is a set of 88 keys
 * and no more, there is no score to come back to, a network may answer with all keys at once, and
 * looks up any number of things at a step, none of which a {@link ritornello.token.Codec} does. It
 * learns by {@link ritornello.lm.Trainer}, like all others; so it uses {@code lm}, {@code nn},
 * {@code store}, and of {@code token} only the source of sequences that a trainer asks for.
 *
 * <p>Traps: a probability here is one of a frame among all 2⁸⁸, given all frames before it: what
 * cannot come is masked and the rest divided by its sum, transposing wraps round at the ends of the
 * piano, and nothing may look at what comes later, not even at a piece's highest key. How long a
 * piece is, is given, and costs nothing.
 */
package ritornello.frames;
