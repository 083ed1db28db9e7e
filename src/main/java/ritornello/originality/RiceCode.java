package ritornello.originality;

import java.util.Arrays;

/**
 * Rising numbers as bits: of each its distance to the one before, less 1, by the code of R. F. Rice
 * (1979): the quotient by 2^k as so many ones and a zero, then the k bits of the rest.
 */
final class RiceCode {
  private final int k;
  private int[] words = new int[16];
  private long bits;
  private long last = -1;

  /**
   * @param k about the binary logarithm of the mean distance, 0 to 30
   */
  RiceCode(int k) {
    this.k = k;
  }

  /** Adds a number, more than the one before; the first, 0 or more. */
  void add(long value) {
    long distance = value - last - 1;
    last = value;
    for (long ones = distance >>> k; ones > 0; ones--) {
      add(true);
    }
    add(false);
    for (int bit = k - 1; bit >= 0; bit--) {
      add((distance >>> bit & 1) != 0);
    }
  }

  private void add(boolean bit) {
    int word = (int) (bits >>> 5);
    if (word == words.length) {
      words = Arrays.copyOf(words, 2 * word);
    }
    words[word] |= bit ? 1 << (bits & 31) : 0;
    bits++;
  }

  /** The bits, the lowest of each word first. */
  int[] words() {
    return Arrays.copyOf(words, (int) ((bits + 31) >>> 5));
  }

  /**
   * The numbers that were added.
   *
   * @throws IllegalArgumentException if the bits end before
   */
  static long[] numbers(int[] words, int count, int k) {
    Reader reader = new Reader(words);
    long[] numbers = new long[count];
    long last = -1;
    for (int i = 0; i < count; i++) {
      long distance = 0;
      while (reader.next()) {
        distance++;
      }
      for (int bit = 0; bit < k; bit++) {
        distance = distance << 1 | (reader.next() ? 1 : 0);
      }
      last += distance + 1;
      numbers[i] = last;
    }
    return numbers;
  }

  private static final class Reader {
    private final int[] words;
    private long bits;

    Reader(int[] words) {
      this.words = words;
    }

    boolean next() {
      int word = (int) (bits >>> 5);
      if (word >= words.length) {
        throw new IllegalArgumentException("the bits end too soon");
      }
      return (words[word] >>> (bits++ & 31) & 1) != 0;
    }
  }
}
