package ritornello.token;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The tokens of a score, and which of its notes each of them tells of. What is known of tokens, as
 * how unlikely each is, can so be told of notes.
 *
 * <p>Where tokens are words, what is known of a word is divided evenly among its characters.
 */
public final class NoteTokens {
  /** In place of a note: no note. */
  static final int NONE = -1;

  private final int[] tokens;

  /** Of each token, how many characters it has. */
  private final int[] lengths;

  /** Of each character, which note of the tokens it tells of; or {@link #NONE}. */
  private final int[] notes;

  private final int[] numbers;

  private NoteTokens(int[] tokens, int[] lengths, int[] notes, int[] numbers) {
    this.tokens = tokens;
    this.lengths = lengths;
    this.notes = notes;
    this.numbers = numbers;
  }

  /**
   * Of a codec whose tokens are no words.
   *
   * @param notes of each token, which note it tells of, counted from 0 as they begin; or {@link
   *     #NONE}
   * @param numbers as {@link #numbers()}
   */
  static NoteTokens ofCharacters(int[] tokens, int[] notes, int[] numbers) {
    int[] ones = new int[tokens.length];
    Arrays.fill(ones, 1);
    return new NoteTokens(tokens, ones, notes, numbers);
  }

  /**
   * The same in words.
   *
   * @param lengths of each word, how many characters it has
   */
  NoteTokens inWords(int[] words, int[] lengths) {
    return new NoteTokens(words, lengths, notes, numbers);
  }

  /** The same with tokens in front of it all that tell of no note. */
  NoteTokens after(int... first) {
    int[] ones = new int[first.length];
    Arrays.fill(ones, 1);
    int[] none = new int[first.length];
    Arrays.fill(none, NONE);
    return new NoteTokens(
        joined(first, tokens), joined(ones, lengths), joined(none, notes), numbers);
  }

  private static int[] joined(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }

  /** Ids, ending with EOS. */
  public int[] tokens() {
    return tokens.clone();
  }

  /**
   * Which notes of the score the tokens tell of, in the order in which they begin there. The number
   * of a note is its place among all notes of the score: first those of the first track, in their
   * order, then those of the second, and so on.
   */
  public int[] numbers() {
    return numbers.clone();
  }

  /**
   * Adds up what is known of tokens by note.
   *
   * @param ofTokens one for each of {@link #tokens()}
   * @return one for each of {@link #numbers()}, and at the end one for what tells of no note; their
   *     sum is that of {@code ofTokens}
   */
  public double[] sums(double[] ofTokens) {
    double[] sums = new double[numbers.length + 1];
    int character = 0;
    for (int token = 0; token < lengths.length; token++) {
      double share = ofTokens[token] / lengths[token];
      for (int i = 0; i < lengths[token]; i++) {
        int note = notes[character++];
        sums[note == NONE ? numbers.length : note] += share;
      }
    }
    return sums;
  }

  /**
   * Which token has the largest share in each note.
   *
   * @param ofTokens one for each of {@link #tokens()}
   * @return for each of {@link #numbers()} the place of a token in {@link #tokens()}; of equal ones
   *     the first
   */
  public int[] largest(double[] ofTokens) {
    int[] largest = new int[numbers.length];
    Arrays.fill(largest, NONE);
    int character = 0;
    for (int token = 0; token < lengths.length; token++) {
      for (int i = 0; i < lengths[token]; i++) {
        int note = notes[character++];
        if (note == NONE || note == numbers.length) {
          continue;
        }
        int before = largest[note];
        if (before == NONE
            || ofTokens[before] / lengths[before] < ofTokens[token] / lengths[token]) {
          largest[note] = token;
        }
      }
    }
    return largest;
  }
}
