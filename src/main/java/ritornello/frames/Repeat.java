package ritornello.frames;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the latest tokens stood before in a sequence, and what followed there: the longest match,
 * followed as long as it holds (the match model of Mahoney's PAQ).
 */
final class Repeat {
  private static final int FACTOR = 0x2c1b3c6d;

  private final int least;
  private final Map<Integer, Integer> after = new HashMap<>();
  private int[] tokens = new int[256];
  private int size;
  private int pointer = -1;
  private int length;

  /**
   * @param least how many tokens must agree
   */
  Repeat(int least) {
    this.least = least;
  }

  /** Goes on by a token. */
  void accept(int token) {
    if (pointer >= 0 && tokens[pointer] == token) {
      pointer++;
      length++;
    } else {
      pointer = -1;
      length = 0;
    }
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
    }
    tokens[size++] = token;
    if (size >= least) {
      int hash = hash();
      if (pointer < 0) {
        find(after.getOrDefault(hash, -1));
      }
      after.put(hash, size);
    }
  }

  private int hash() {
    int hash = 0;
    for (int i = size - least; i < size; i++) {
      hash = (hash + tokens[i] + 1) * FACTOR;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** Others may have the same hash. */
  private void find(int candidate) {
    int same = 0;
    while (same < candidate && tokens[candidate - 1 - same] == tokens[size - 1 - same]) {
      same++;
    }
    if (same >= least) {
      pointer = candidate;
      length = same;
    }
  }

  /** What followed there. */
  OptionalInt expected() {
    return pointer < 0 ? OptionalInt.empty() : OptionalInt.of(tokens[pointer]);
  }

  /** How many tokens agree; 0 if too few do. */
  int length() {
    return length;
  }
}
