package ritornello.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.MelodyCodec;
import ritornello.token.TokenKind;
import ritornello.token.Vocabulary;

/**
 * A tune, or a stretch of one, of one metre, in bars.
 *
 * @param metre its token
 * @param key its token
 * @param steps a token for each step of the grid
 * @param barSteps steps of a bar
 * @param pickup whether the first bar is a pickup
 */
record Tune(int metre, int key, int[] steps, int barSteps, boolean pickup) {

  /** Those that some pieces tell of. */
  static List<Tune> allOf(Codec codec, List<int[]> pieces) {
    return pieces.stream().flatMap(tokens -> of(codec, tokens).stream()).toList();
  }

  /** Those that a sequence of a codec of melodies tells of; what is no whole bar is left out. */
  static List<Tune> of(Codec codec, int[] tokens) {
    List<Tune> tunes = new ArrayList<>();
    Context context = codec.start();
    int metre = Vocabulary.UNK;
    int key = Vocabulary.UNK;
    int begins = 0;
    int[] steps = new int[tokens.length];
    int count = 0;
    for (int token : tokens) {
      TokenKind kind = codec.kind(token);
      if (kind == TokenKind.KEY) {
        key = token;
      } else if (kind == TokenKind.METRE) {
        add(tunes, metre, key, Arrays.copyOfRange(steps, begins, count), barSteps(context));
        begins = count;
        metre = token;
      } else if (isStep(kind)) {
        steps[count++] = token;
      }
      context.accept(token);
    }
    add(tunes, metre, key, Arrays.copyOfRange(steps, begins, count), barSteps(context));
    return withPickup(codec, tunes);
  }

  private static void add(List<Tune> tunes, int metre, int key, int[] steps, int barSteps) {
    if (steps.length >= barSteps) {
      int whole = steps.length - steps.length % barSteps;
      tunes.add(new Tune(metre, key, Arrays.copyOf(steps, whole), barSteps, false));
    }
  }

  private static int barSteps(Context context) {
    return context.place().orElseThrow().barSteps();
  }

  /** Only at its very beginning a tune may have a pickup, and only if something follows. */
  private static List<Tune> withPickup(Codec codec, List<Tune> tunes) {
    if (!tunes.isEmpty()) {
      Tune first = tunes.get(0);
      boolean pickup = first.bars() > 1 && isPickup(codec, first.steps, first.barSteps);
      tunes.set(0, new Tune(first.metre, first.key, first.steps, first.barSteps, pickup));
    }
    return tunes;
  }

  /**
   * Whether the first bar is silent for its first half at least, so that what sounds leads to the
   * next. (A context takes any rest at the beginning for a pickup; but a phrase may begin with a
   * short one, and has a bar more then.)
   */
  private static boolean isPickup(Codec codec, int[] steps, int barSteps) {
    for (int step = 0; 2 * step < barSteps; step++) {
      if (codec.kind(steps[step]) != TokenKind.REST) {
        return false;
      }
    }
    return true;
  }

  static boolean isStep(TokenKind kind) {
    return kind == TokenKind.PITCH || kind == TokenKind.HOLD || kind == TokenKind.REST;
  }

  /** The pitch of each note, as its token has it: relative to the tonic. */
  IntStream pitches(MelodyCodec codec) {
    int shift = codec.shift(key).orElse(0);
    return codec.decodeMelody(bars(pickup ? -1 : 0, bars())).notes().stream()
        .mapToInt(note -> note.pitch() - shift);
  }

  /** How many, the pickup not counted. */
  int bars() {
    return steps.length / barSteps - (pickup ? 1 : 0);
  }

  /**
   * Some bars as a sequence: metre, key and steps.
   *
   * @param from first of them; 0 is the first full bar, −1 the pickup
   * @param to the one after the last
   */
  int[] bars(int from, int to) {
    int[] some = stepsOf(from, to);
    int[] tokens = new int[some.length + 2];
    tokens[0] = metre;
    tokens[1] = key;
    System.arraycopy(some, 0, tokens, 2, some.length);
    return tokens;
  }

  /** The same without metre and key. */
  int[] stepsOf(int from, int to) {
    int first = pickup ? 1 : 0;
    return Arrays.copyOfRange(steps, (from + first) * barSteps, (to + first) * barSteps);
  }
}
