package ritornello.frames;

import java.util.List;
import java.util.Optional;
import ritornello.lm.Reading;
import ritornello.nn.NetworkSpec;

/**
 * How a network goes through frames: what one step is, and what it sees there. All it sees has come
 * before.
 *
 * @param way what one step is
 * @param lookbacks it sees the keys that sounded so many frames before the frame that it answers; 1
 *     for the frame just before
 * @param frameSoFar of a chain, whether it sees the keys that this frame has already, and not only
 *     the last of them
 * @param intervals of a chain, whether it sees how far the keys of the frame just before are from
 *     this frame's last one
 * @param repeats of a chain: it sees what followed where so many last tokens stood before in this
 *     piece, and how many more agree
 * @param clocks it sees the number of the frame modulo each of these
 */
public record View(
    Way way,
    List<Integer> lookbacks,
    boolean frameSoFar,
    boolean intervals,
    List<Integer> repeats,
    List<Integer> clocks) {

  /** What one step is. */
  public enum Way {
    /** A frame: each key sounds with a probability of its own, whatever the others do. */
    SIGMOIDS(Optional.empty()),
    /** A key that sounds, from the lowest up, or the end of the frame. */
    ASCENDING(Optional.of(Order.ASCENDING)),
    /** A key that sounds, from the highest down, or the end of the frame. */
    DESCENDING(Optional.of(Order.DESCENDING));

    private final Optional<Order> order;

    Way(Optional<Order> order) {
      this.order = order;
    }

    /** Of a chain, the order of its keys. */
    Optional<Order> order() {
      return order;
    }
  }

  private static final int MOST_LOOKED_BACK = 4096;

  public View {
    lookbacks = List.copyOf(lookbacks);
    repeats = List.copyOf(repeats);
    clocks = List.copyOf(clocks);
    lookbacks.forEach(frames -> between("look back", frames, 1));
    repeats.forEach(tokens -> between("length of a repeat", tokens, 1));
    clocks.forEach(frames -> between("clock", frames, 2));
    if (way == Way.SIGMOIDS && (frameSoFar || intervals || !repeats.isEmpty())) {
      throw new IllegalArgumentException(
          "a network that answers with whole frames can't see what a part of one has");
    }
    if (way == Way.SIGMOIDS && lookbacks.isEmpty()) {
      throw new IllegalArgumentException("a network of frames must look back at one");
    }
  }

  private static void between(String what, int value, int least) {
    if (value < least || value > MOST_LOOKED_BACK) {
      throw new IllegalArgumentException(
          what + " is " + value + "; it must be from " + least + " to " + MOST_LOOKED_BACK);
    }
  }

  /** The network of this shape that goes through frames so. */
  NetworkSpec network(Shape shape) {
    NetworkSpec plain =
        new NetworkSpec(
            new int[] {rows()},
            shape.embedding(),
            shape.cell(),
            shape.layers(),
            shape.hidden(),
            answers(),
            shape.dropout());
    NetworkSpec stacked = shape.deep().map(plain::with).orElse(plain);
    NetworkSpec dropping = shape.variational().map(stacked::with).orElse(stacked);
    return way == Way.SIGMOIDS
        ? dropping.with(new NetworkSpec.Head(NetworkSpec.Answer.SIGMOIDS, NetworkSpec.Pooling.STEP))
        : dropping;
  }

  /** How many things there are to see. */
  private int rows() {
    return way.order()
        .map(order -> new ChainRows(this).count())
        .orElseGet(() -> new FrameRows(this).count());
  }

  /** V. */
  int answers() {
    return way == Way.SIGMOIDS ? FrameSequence.KEYS : Chain.TOKENS;
  }

  /** How sequences are written for this view, and read again. */
  Script script() {
    return way.order()
        .<Script>map(order -> new Chain(this, order))
        .orElseGet(() -> new WholeFrames(this));
  }

  /** How sequences are written in the symbols of a {@link Reading}. */
  interface Script {

    /** One symbol a step. */
    int[] symbols(FrameSequence sequence);

    /** How many steps that are. */
    long steps(FrameSequence sequence);

    /**
     * At the beginning of a sequence that the network is to see higher, or lower; it wraps round at
     * the ends of the piano.
     */
    Eye begin(int semitones);

    /**
     * How likely the next symbol is.
     *
     * @param step what there is to answer
     * @param logits (V), as the network answered, having seen all that comes before
     * @param semitones as it saw it
     * @param sum (V) that the natural logarithms of probabilities, up to a constant, are added to;
     *     of symbols that can't come, −∞
     */
    void addTo(int[] symbols, int step, float[] logits, int semitones, float[] sum);

    /**
     * −ln p of what came at a step.
     *
     * @param sum as {@link #addTo} made it
     * @param factor that it is multiplied with, before it is divided so that it is a probability
     */
    double nats(int[] symbols, int step, float[] sum, double factor);

    /** Which frame a step is of, from 0, for each. */
    int[] frames(int[] symbols);

    /** As the trainer wants it. */
    default Reading reading() {
      return new Reading() {
        @Override
        public int inputs() {
          return 1;
        }

        @Override
        public Reader begin() {
          return Script.this.begin(0);
        }
      };
    }
  }

  /** What goes through a sequence: what it sees now. */
  interface Eye extends Reading.Reader {

    /** Numbers of the things that are to be seen now. */
    int[] rows();
  }
}
