package ritornello.task;

import java.util.Arrays;
import java.util.SplittableRandom;
import ritornello.lm.Continuation;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/**
 * One-to-many: the seed is fed through the network first; then ŷ⟨t⟩, sampled, is x⟨t+1⟩ until EOS
 * or the length asked for.
 */
public final class Generator {
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
   */
  public record Generated(int[] tokens, int invented) {
    public Generated {
      tokens = tokens.clone();
    }

    @Override
    public int[] tokens() {
      return tokens.clone();
    }
  }

  /**
   * Invents a piece: the same model, seed, length and random seed give the same tokens.
   *
   * @param seed tokens to go on from, without EOS; may be empty
   * @param bars full bars at which it ends at the latest, the seed's included and a pickup not
   *     counted; must be more than the seed has
   * @param randomSeed what every draw comes from
   */
  public Generated generate(int[] seed, int bars, long randomSeed) {
    SplittableRandom random = new SplittableRandom(randomSeed);
    Continuation continuation = model.begin();
    int[] tokens = new int[seed.length + 256];
    int length = 0;
    for (int token : seed) {
      continuation.accept(token);
      tokens = append(tokens, length++, token);
    }
    Context context = continuation.context();
    int invented = 0;
    while (context.bars() - context.pickupBars() < bars) {
      int token = sampler.draw(continuation.logits(), context::allows, random);
      tokens = append(tokens, length++, token);
      invented++;
      if (token == Vocabulary.EOS) {
        return new Generated(Arrays.copyOf(tokens, length), invented);
      }
      continuation.accept(token);
    }
    tokens = append(tokens, length++, Vocabulary.EOS);
    return new Generated(Arrays.copyOf(tokens, length), invented);
  }

  private static int[] append(int[] tokens, int length, int token) {
    int[] room = length < tokens.length ? tokens : Arrays.copyOf(tokens, 2 * tokens.length);
    room[length] = token;
    return room;
  }
}
