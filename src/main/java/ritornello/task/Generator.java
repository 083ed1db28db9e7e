package ritornello.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import ritornello.lm.BeamSearch;
import ritornello.lm.Continuation;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.originality.CopyLimit;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/**
 * One-to-many: the seed is fed through the network first; then ŷ⟨t⟩, sampled, is x⟨t+1⟩ until EOS
 * or the length asked for.
 */
public final class Generator {
  /** Notes that a repetition penalty remembers. */
  public static final int LATEST_NOTES = 16;

  private final LanguageModel model;
  private final Sampler sampler;

  public Generator(LanguageModel model, Sampler sampler) {
    this.model = model;
    this.sampler = sampler;
  }

  /**
   * What came out.
   *
   * @param tokens the seed and what was invented, ending with EOS
   * @param invented how many of them were invented
   * @param refused how many tokens were drawn that would have copied too much, and drawn anew
   * @param copies how many tokens copy too much, for there was no other
   * @param nats what each constraint cost alone, and behind them what all cost together: −ln of the
   *     share that was left of what the model believed, summed over the tokens invented
   * @param redrawn how often a bar was drawn anew, for it led to where no constraint could be kept
   */
  public record Generated(
      int[] tokens, int invented, int refused, int copies, double[] nats, int redrawn) {
    public Generated {
      tokens = tokens.clone();
      nats = nats.clone();
    }

    @Override
    public int[] tokens() {
      return tokens.clone();
    }

    @Override
    public double[] nats() {
      return nats.clone();
    }
  }

  /**
   * Invents a piece: the same model, request and random seed give the same tokens.
   *
   * @param randomSeed what every draw comes from
   * @throws UnsatisfiableException if no token is left that keeps to the constraints
   * @throws IllegalArgumentException if a constraint makes no sense for the model's codec
   */
  public Generated generate(Request request, long randomSeed) throws UnsatisfiableException {
    Piece piece = begin(request, randomSeed);
    Continuation continuation = model.begin();
    piece.hear(request.seed(), continuation, sampler);
    return new Growth(sampler, request, continuation, piece).grow();
  }

  /**
   * Invents several pieces side by side, so that each weight that is read serves them all: many
   * times as fast as one after the other. A piece is the one that {@link #generate} gives for its
   * random seed, but for rounding: sums are in another order, so that in rare cases another token
   * is drawn.
   *
   * @param firstSeed random seed of the first; it goes up by one for each
   * @param count 1 or more
   * @param threads how many share the work
   */
  public List<Generated> generateAll(Request request, long firstSeed, int count, int threads)
      throws UnsatisfiableException {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pieces.add(begin(request, firstSeed + i));
    }
    List<Optional<Generated>> grown = new SideBySide(model, sampler, request).grow(pieces, threads);
    List<Generated> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // What came to a dead end has no way back among the others.
      all.add(grown.get(i).isPresent() ? grown.get(i).get() : generate(request, firstSeed + i));
    }
    return all;
  }

  private Piece begin(Request request, long randomSeed) {
    return new Piece(
        model.codec(),
        new Mask(model.codec(), request.constraints()),
        request.forbidden().map(CopyLimit::new),
        new SplittableRandom(randomSeed));
  }

  /**
   * The likeliest piece that a beam finds. What the request says of copies is not heeded.
   *
   * @throws UnsatisfiableException if none keeps to the constraints
   */
  public Generated likeliest(Request request, BeamSearch beam) throws UnsatisfiableException {
    Mask mask = new Mask(model.codec(), request.constraints());
    Piece likeliest = new Piece(model.codec(), mask, Optional.empty(), new SplittableRandom(0));
    Continuation continuation = model.begin();
    likeliest.hear(request.seed(), continuation, new Sampler(0));
    int[] seed = likeliest.tokens();
    int[] found =
        beam
            .search(
                continuation, new MaskRules(mask), context -> fullBars(context) >= request.bars())
            .orElseThrow(
                () ->
                    Growth.unsatisfiable(request, "a wider beam may find something; in this one "))
            .tokens()
            .stream()
            .mapToInt(token -> token)
            .toArray();
    int[] tokens = Arrays.copyOf(seed, seed.length + found.length + 1);
    System.arraycopy(found, 0, tokens, seed.length, found.length);
    tokens[tokens.length - 1] = Vocabulary.EOS;
    return new Generated(tokens, found.length, 0, 0, nats(request, tokens), 0);
  }

  /** Of a piece that is there. */
  private double[] nats(Request request, int[] tokens) {
    Mask mask = new Mask(model.codec(), request.constraints());
    Continuation continuation = model.begin();
    for (int i = 0; i < tokens.length - 1; i++) {
      if (i >= request.seed().length) {
        mask.allowed(continuation.context(), continuation.logits());
      }
      mask.accept(continuation.context(), tokens[i]);
      continuation.accept(tokens[i]);
    }
    return mask.nats();
  }

  /** The constraints as a beam asks for them. */
  private record MaskRules(Mask mask) implements BeamSearch.Rules {
    @Override
    public BitSet allowed(Context context, float[] logits) {
      BitSet allowed = mask.allowed(context, logits);
      BitSet leading = new BitSet(logits.length);
      allowed.stream().filter(token -> mask.leadsOn(context, token)).forEach(leading::set);
      return leading;
    }

    @Override
    public BeamSearch.Rules after(Context context, int token) {
      Mask after = mask.copy();
      after.accept(context, token);
      return new MaskRules(after);
    }

    @Override
    public boolean mayEnd(Context context) {
      return mask.mayEnd(context);
    }
  }

  /**
   * Invents a short piece by a model that may know nothing yet, and fill a bar without end.
   *
   * @param bars full bars at which it ends at the latest
   * @param most tokens after which it ends at the latest, EOS not counted
   * @return ending with EOS
   */
  public int[] sketch(int bars, int most, long randomSeed) {
    Request request = new Request(new int[0], bars);
    Piece piece = begin(request, randomSeed);
    Continuation continuation = model.begin();
    while (piece.length() < most && fullBars(continuation.context()) < bars) {
      int token = piece.next(continuation.context(), continuation.logits(), sampler).orElseThrow();
      if (token == Vocabulary.EOS) {
        break;
      }
      piece.accept(continuation.context(), token);
      continuation.accept(token);
    }
    return piece.generated(0, 0).tokens();
  }

  /** A pickup is none. */
  static int fullBars(Context context) {
    return context.bars() - context.pickupBars();
  }
}
