package ritornello.lm;

import java.util.Optional;
import ritornello.nn.Window;
import ritornello.token.Codec;
import ritornello.token.Context;

/**
 * How sequences are shown to a network: what it looks up at each of their steps, and what it should
 * answer there. A step may be a token, or a whole frame of notes.
 */
public interface Reading {

  /** How many indices a step looks up where nothing is shown, see {@link Window}. */
  int inputs();

  /** At the beginning of a sequence. */
  Reader begin();

  /** What a token means, where a step is one. */
  default Optional<Codec> codec() {
    return Optional.empty();
  }

  /** Goes through one sequence. Mutable. */
  interface Reader {

    /**
     * Shows a step in the window, and goes on by it.
     *
     * @param symbol of the sequence, as the source of sequences gives it
     * @param begins whether the network begins here, from its zero state
     */
    void show(Window window, int step, int row, int symbol, boolean begins);

    /** Goes on by a step that the network does not see. */
    void skip(int symbol);
  }

  /** Token after token: the codec's contexts tell what is looked up, the token is the answer. */
  static Reading of(Codec codec) {
    int inputs = codec.inputSizes().length;
    return new Reading() {
      @Override
      public int inputs() {
        return inputs;
      }

      @Override
      public Reader begin() {
        return new OfTokens(codec.start(), new int[inputs]);
      }

      @Override
      public Optional<Codec> codec() {
        return Optional.of(codec);
      }
    };
  }

  /**
   * Of a codec's tokens.
   *
   * @param indices room for what the context shows
   */
  record OfTokens(Context context, int[] indices) implements Reader {
    @Override
    public void show(Window window, int step, int row, int symbol, boolean begins) {
      context.inputs(indices);
      window.set(step, row, indices, symbol, begins);
      context.accept(symbol);
    }

    @Override
    public void skip(int symbol) {
      context.accept(symbol);
    }
  }
}
