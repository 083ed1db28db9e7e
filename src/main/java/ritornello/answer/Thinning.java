package ritornello.answer;

import java.util.random.RandomGenerator;
import ritornello.token.Codec;
import ritornello.token.TokenKind;

/** Leaves notes out of a phrase, those off the beat most of all; the note before sounds on. */
final class Thinning {
  private static final double MOST_OFF_BEAT = 0.8;
  private static final double MOST_ON_BEAT = 0.2;

  private final Codec codec;
  private final int hold;
  private final int beatSteps;

  Thinning(Codec codec) {
    this.codec = codec;
    this.hold = codec.vocabulary().id("HOLD");
    this.beatSteps = codec.spec().stepsPerQuarter();
  }

  /**
   * @param phrase metre, key and steps
   * @param barSteps steps of a bar
   */
  int[] thin(int[] phrase, int barSteps, RandomGenerator random) {
    double strength = random.nextDouble();
    int[] thinned = phrase.clone();
    boolean sounding = false;
    for (int i = Pair.HEADER; i < phrase.length; i++) {
      TokenKind kind = codec.kind(phrase[i]);
      if (kind == TokenKind.PITCH && sounding) {
        boolean onBeat = (i - Pair.HEADER) % barSteps % beatSteps == 0;
        if (random.nextDouble() < strength * (onBeat ? MOST_ON_BEAT : MOST_OFF_BEAT)) {
          thinned[i] = hold;
        }
      }
      sounding = kind != TokenKind.REST;
    }
    return thinned;
  }
}
