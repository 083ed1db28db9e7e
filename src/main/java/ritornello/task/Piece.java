package ritornello.task;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import ritornello.lm.Continuation;
import ritornello.lm.Sampler;
import ritornello.originality.CopyLimit;
import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.ControlledCodec;
import ritornello.token.Vocabulary;

/** A piece as it grows, but for what the network remembers of it. */
final class Piece {
  private static final int FIRST_ROOM = 256;

  private final SplittableRandom random;
  private final Mask mask;
  private final LatestNotes latest;
  private final Optional<CopyLimit> limit;
  private int[] tokens;
  private int length;
  private int refused;
  private int copies;

  /**
   * @param random what every draw comes from; copies share it, for a second try is to be another
   */
  Piece(Codec codec, Mask mask, Optional<CopyLimit> limit, SplittableRandom random) {
    this.random = random;
    this.mask = mask;
    this.limit = limit;
    this.latest = new LatestNotes(codec, Generator.LATEST_NOTES);
    this.tokens = new int[FIRST_ROOM];
  }

  private Piece(Piece other, Mask mask) {
    random = other.random;
    this.mask = mask;
    latest = other.latest.copy();
    limit = other.limit.map(CopyLimit::copy);
    tokens = other.tokens.clone();
    length = other.length;
    refused = other.refused;
    copies = other.copies;
  }

  Piece copy() {
    return new Piece(this, mask.copy());
  }

  /** Goes on by one token, which the context has not accepted yet. */
  void accept(Context context, int token) {
    limit.ifPresent(copying -> copying.accept(UpperLine.struck(context, token)));
    mask.accept(context, token);
    latest.accept(token);
    add(token);
  }

  private void add(int token) {
    tokens = length < tokens.length ? tokens : Arrays.copyOf(tokens, 2 * length);
    tokens[length++] = token;
  }

  /**
   * Draws until a token copies no more than it may and leads on. That is the same as drawing from
   * those only that do, for each is left with its share; but few have to be looked at.
   *
   * @return nothing where no token is left
   */
  OptionalInt next(Context context, float[] logits, Sampler sampler) {
    BitSet allowed = mask.allowed(context, logits);
    BitSet copying = new BitSet();
    while (!allowed.isEmpty()) {
      int token = sampler.draw(logits, allowed::get, latest::contains, random);
      allowed.clear(token);
      if (!mask.leadsOn(context, token)) {
        continue;
      }
      if (limit.isEmpty() || !limit.get().forbids(UpperLine.struck(context, token))) {
        return OptionalInt.of(token);
      }
      refused++;
      copying.set(token);
    }
    if (copying.isEmpty()) {
      return OptionalInt.empty();
    }
    copies++;
    return OptionalInt.of(sampler.draw(logits, copying::get, latest::contains, random));
  }

  /**
   * A token of a seed.
   *
   * @param token or {@link ControlledCodec#OPEN} for one that is drawn
   */
  int told(int token, Context context, float[] logits, Sampler sampler) {
    return token == ControlledCodec.OPEN
        ? sampler.draw(logits, context::allows, latest::contains, random)
        : token;
  }

  /** Hears a seed, as does what the network remembers of the piece. */
  void hear(int[] seed, Continuation continuation, Sampler sampler) {
    for (int token : seed) {
      int next = told(token, continuation.context(), continuation.logits(), sampler);
      accept(continuation.context(), next);
      continuation.accept(next);
    }
  }

  boolean mayEnd(Context context) {
    return mask.mayEnd(context);
  }

  /** What came out, ending with EOS. */
  Generator.Generated generated(int seedTokens, int redrawn) {
    int[] ended = Arrays.copyOf(tokens, length + 1);
    ended[length] = Vocabulary.EOS;
    return new Generator.Generated(
        ended, length - seedTokens, refused, copies, mask.nats(), redrawn);
  }

  int length() {
    return length;
  }

  int[] tokens() {
    return Arrays.copyOf(tokens, length);
  }

  /**
   * The same under other constraints, which have seen all of it.
   *
   * @param start where its codec begins
   */
  Piece under(Mask otherMask, Context start) {
    Piece other = new Piece(this, otherMask);
    for (int i = 0; i < length; i++) {
      otherMask.accept(start, tokens[i]);
      start.accept(tokens[i]);
    }
    return other;
  }
}
