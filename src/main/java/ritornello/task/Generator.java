package ritornello.task;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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
   */
  public record Generated(int[] tokens, int invented, int refused, int copies) {
    public Generated {
      tokens = tokens.clone();
    }

    @Override
    public int[] tokens() {
      return tokens.clone();
    }
  }

  /**
   * The likeliest piece that a beam finds.
   *
   * @param seed as for {@link #generate(int[], int, long, Optional)}
   * @param bars as there
   */
  public Generated likeliest(int[] seed, int bars, BeamSearch beam) {
    Continuation continuation = model.begin();
    for (int token : seed) {
      continuation.accept(token);
    }
    int[] found =
        beam.search(continuation, context -> fullBars(context) >= bars).tokens().stream()
            .mapToInt(token -> token)
            .toArray();
    int[] tokens = Arrays.copyOf(seed, seed.length + found.length + 1);
    System.arraycopy(found, 0, tokens, seed.length, found.length);
    tokens[tokens.length - 1] = Vocabulary.EOS;
    return new Generated(tokens, found.length, 0, 0);
  }

  /** As {@link #generate(int[], int, long, Optional)}, and it may copy what it likes. */
  public Generated generate(int[] seed, int bars, long randomSeed) {
    return generate(seed, bars, randomSeed, Optional.empty());
  }

  /**
   * Invents a piece: the same model, seed, length, random seed and limit give the same tokens.
   *
   * @param seed tokens to go on from, without EOS; may be empty
   * @param bars full bars at which it ends at the latest, the seed's included and a pickup not
   *     counted; must be more than the seed has
   * @param randomSeed what every draw comes from
   * @param limit how much it may copy, new for each piece: what goes on with the seed counts, what
   *     is inside the seed does not
   */
  public Generated generate(int[] seed, int bars, long randomSeed, Optional<CopyLimit> limit) {
    return generate(seed, bars, Integer.MAX_VALUE, randomSeed, limit);
  }

  /**
   * Invents a short piece by a model that may know nothing yet, and fill a bar without end.
   *
   * @param bars full bars at which it ends at the latest
   * @param tokens after which it ends at the latest, EOS not counted
   * @return ending with EOS
   */
  public int[] sketch(int bars, int tokens, long randomSeed) {
    return generate(new int[0], bars, tokens, randomSeed, Optional.empty()).tokens();
  }

  private Generated generate(
      int[] seed, int bars, int most, long randomSeed, Optional<CopyLimit> limit) {
    Draw draw = new Draw(new SplittableRandom(randomSeed), limit);
    int[] tokens = new int[seed.length + 256];
    int length = 0;
    for (int token : seed) {
      draw.accept(token);
      tokens = append(tokens, length++, token);
    }
    while (length < most && fullBars(draw.context()) < bars) {
      int token = draw.next();
      tokens = append(tokens, length++, token);
      if (token == Vocabulary.EOS) {
        return draw.generated(Arrays.copyOf(tokens, length), length - seed.length);
      }
      draw.accept(token);
    }
    int invented = length - seed.length;
    tokens = append(tokens, length++, Vocabulary.EOS);
    return draw.generated(Arrays.copyOf(tokens, length), invented);
  }

  /** A pickup is none. */
  private static int fullBars(Context context) {
    return context.bars() - context.pickupBars();
  }

  private static int[] append(int[] tokens, int length, int token) {
    int[] room = length < tokens.length ? tokens : Arrays.copyOf(tokens, 2 * tokens.length);
    room[length] = token;
    return room;
  }

  /** One piece as it is drawn. */
  private final class Draw {
    private final Continuation continuation = model.begin();
    private final LatestNotes latest = new LatestNotes(model.codec(), LATEST_NOTES);
    private final SplittableRandom random;
    private final Optional<CopyLimit> limit;
    private int refused;
    private int copies;

    Draw(SplittableRandom random, Optional<CopyLimit> limit) {
      this.random = random;
      this.limit = limit;
    }

    Context context() {
      return continuation.context();
    }

    void accept(int token) {
      limit.ifPresent(copying -> copying.accept(UpperLine.struck(context(), token)));
      continuation.accept(token);
      latest.accept(token);
    }

    /**
     * Draws until a token copies no more than it may. That is the same as drawing from those only
     * that don't, for each is left with its share; but few have to be looked at.
     */
    int next() {
      BitSet forbidden = new BitSet();
      while (true) {
        int token = draw(any -> context().allows(any) && !forbidden.get(any));
        if (limit.isEmpty() || !limit.get().forbids(UpperLine.struck(context(), token))) {
          return token;
        }
        refused++;
        forbidden.set(token);
        if (isAll(forbidden)) {
          copies++;
          return draw(context()::allows);
        }
      }
    }

    private int draw(IntPredicate allowed) {
      return sampler.draw(continuation.logits(), allowed, latest::contains, random);
    }

    /** Whether nothing else is allowed. */
    private boolean isAll(BitSet tokens) {
      return IntStream.range(0, continuation.logits().length)
          .noneMatch(token -> context().allows(token) && !tokens.get(token));
    }

    Generated generated(int[] tokens, int invented) {
      return new Generated(tokens, invented, refused, copies);
    }
  }
}
