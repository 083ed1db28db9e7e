package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import ritornello.token.Codec;

/**
 * Draws pairs to learn from, others each time: mostly a phrase of a usual length and what follows
 * it; also lengths that differ, phrases that begin in the middle of others, variations that the
 * tunes have, and phrases as variations of what is left of them when notes are left out.
 */
final class Drawing {
  private static final int[] USUAL_BARS = {2, 4, 4, 4, 8, 8};
  private static final double SHARE_OF_UNUSUAL = 0.15;

  private static final int GRID_BARS = 2;
  private static final double SHARE_OF_VARIATIONS = 0.25;
  private static final double SHARE_OF_THINNED = 0.5;
  private static final double SHARE_OF_OTHER_LENGTHS = 0.2;
  private static final double SHARE_OFF_PHRASE = 0.25;
  private static final int BARS_A_PAIR = 4;
  private static final int TRIES = 4;

  private final Codec codec;
  private final int fewest;
  private final Pairs pairs;
  private final Thinning thinning;

  /**
   * @param fewest how many are drawn at least, about
   */
  Drawing(Codec codec, int fewest) {
    this.codec = codec;
    this.fewest = fewest;
    this.pairs = new Pairs(codec);
    this.thinning = new Thinning(codec);
  }

  /**
   * Of each tune about as many pairs as it has phrases of four bars; of a small collection several
   * times as many.
   *
   * @param variations of each tune all that there are
   */
  List<Pair> draw(List<Tune> tunes, List<List<Pair>> variations, RandomGenerator random) {
    int bars = tunes.stream().mapToInt(Tune::bars).sum();
    int times = (int) Math.max(1, (long) fewest * BARS_A_PAIR / Math.max(1, bars));
    List<Pair> drawn = new ArrayList<>();
    for (int i = 0; i < tunes.size(); i++) {
      int count = times * Math.max(1, tunes.get(i).bars() / BARS_A_PAIR);
      for (int n = 0; n < count; n++) {
        usable(tunes.get(i), variations.get(i), random).ifPresent(drawn::add);
      }
    }
    return drawn;
  }

  private Optional<Pair> usable(Tune tune, List<Pair> variations, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Pair> pair = draw(tune, variations, random).filter(pairs::isUsable);
      if (pair.isPresent()) {
        return pair;
      }
    }
    return Optional.empty();
  }

  private Optional<Pair> draw(Tune tune, List<Pair> variations, RandomGenerator random) {
    if (random.nextDouble() >= SHARE_OF_VARIATIONS) {
      return reply(tune, random);
    }
    if (variations.isEmpty() || random.nextDouble() < SHARE_OF_THINNED) {
      return thinned(tune, random);
    }
    return Optional.of(variations.get(random.nextInt(variations.size())));
  }

  private static int bars(RandomGenerator random) {
    return random.nextDouble() < SHARE_OF_UNUSUAL
        ? 1 + random.nextInt(Wish.MOST_BARS)
        : USUAL_BARS[random.nextInt(USUAL_BARS.length)];
  }

  private Optional<Pair> reply(Tune tune, RandomGenerator random) {
    int asked = bars(random);
    int answered = random.nextDouble() < SHARE_OF_OTHER_LENGTHS ? bars(random) : asked;
    while (asked + answered > tune.bars() && asked > 1) {
      asked /= 2;
      answered = Math.min(answered, asked);
    }
    if (asked + answered > tune.bars()) {
      return Optional.empty();
    }
    int grid = random.nextDouble() < SHARE_OFF_PHRASE ? Math.min(GRID_BARS, asked) : asked;
    int from = grid * random.nextInt(1 + (tune.bars() - asked - answered) / grid);
    return Optional.of(pairs.reply(tune, from, asked, answered));
  }

  private Optional<Pair> thinned(Tune tune, RandomGenerator random) {
    int bars = bars(random);
    if (bars > tune.bars()) {
      return Optional.empty();
    }
    int from = bars * random.nextInt(tune.bars() / bars);
    int[] phrase = tune.bars(from, from + bars);
    if (codec.noteCount(phrase) == 0) {
      return Optional.empty();
    }
    int[] question = thinning.thin(phrase, tune.barSteps(), random);
    return Optional.of(new Pair(question, false, phrase, new Wish(Kind.VARIATION, bars)));
  }
}
