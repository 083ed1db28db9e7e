package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Learns from a collection which tokens are rare, and by byte-pair encoding which become one: again
 * and again the pair that is most often side by side within a bar.
 */
public final class WordLearner {
  /** What is learned from, at most, so that the largest collection needs no more heap than this. */
  private static final int MOST_TOKENS = 1 << 21;

  private static final int LEAST_COUNT_OF_PAIR = 2;

  private final List<Phrase> phrases = new ArrayList<>();
  private final Map<Long, Pair> pairs = new HashMap<>();

  /** All pairs with the counts that they once had; those that are not true any more are left in. */
  private final PriorityQueue<Count> counts = new PriorityQueue<>();

  /** Keys of the pairs whose counts have changed since they were last put there. */
  private final Set<Long> changed = new HashSet<>();

  /** What comes from one bar, as often as it is there. */
  private static final class Phrase {
    final int count;
    int[] words;

    Phrase(int[] words, int count) {
      this.words = words;
      this.count = count;
    }
  }

  /** Two words, and the phrases that have, or once had, them side by side. */
  private static final class Pair {
    long count;
    int[] phrases = new int[2];
    int size;

    void in(int phrase) {
      if (size > 0 && phrases[size - 1] == phrase) {
        return;
      }
      phrases = size < phrases.length ? phrases : Arrays.copyOf(phrases, 2 * size);
      phrases[size++] = phrase;
    }
  }

  /** Most first; of equally many those of the lower ids. */
  private record Count(long count, int left, int right) implements Comparable<Count> {
    private static final Comparator<Count> ORDER =
        Comparator.comparingLong((Count c) -> -c.count)
            .thenComparingInt(Count::left)
            .thenComparingInt(Count::right);

    @Override
    public int compareTo(Count other) {
      return ORDER.compare(this, other);
    }
  }

  private WordLearner() {}

  /**
   * Learns from the first epoch of a source.
   *
   * @param codec that made the source's tokens
   * @param vocabularySize how many tokens there are to be, at most; empty for no merges
   * @param leastCount tokens that are there less often are rare; 0 for none
   * @throws IllegalArgumentException if there are more tokens than that without any merges
   */
  public static Words learn(
      Codec codec, TokenSource source, OptionalInt vocabularySize, int leastCount) {
    List<Integer> rare = rare(codec, source, leastCount);
    if (vocabularySize.isEmpty()) {
      return new Words(rare, List.of());
    }
    return new Words(rare, merges(codec, source, vocabularySize.getAsInt(), rare));
  }

  private static List<Integer> rare(Codec codec, TokenSource source, int leastCount) {
    long[] counts = new long[codec.vocabulary().size()];
    if (leastCount > 0) {
      for (Iterator<int[]> pieces = source.epoch(0); pieces.hasNext(); ) {
        Arrays.stream(pieces.next()).forEach(token -> counts[token]++);
      }
    }
    return IntStream.range(Vocabulary.SPECIAL.size(), counts.length)
        .filter(token -> counts[token] < leastCount)
        .boxed()
        .toList();
  }

  private static List<Words.Merge> merges(
      Codec codec, TokenSource source, int vocabularySize, List<Integer> rare) {
    int size = codec.vocabulary().size() - rare.size();
    if (vocabularySize < size) {
      throw new IllegalArgumentException(
          "a vocabulary of "
              + vocabularySize
              + " tokens is too small: there are "
              + size
              + (rare.isEmpty() ? "" : " that are not rare")
              + " without any words");
    }
    WordLearner learner = new WordLearner();
    learner.read(codec, new WordVocabulary(codec.vocabulary(), new Words(rare, List.of())), source);
    return learner.merge(size, vocabularySize);
  }

  private record Key(int[] words) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(words, key.words);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(words);
    }
  }

  private void read(Codec codec, WordVocabulary vocabulary, TokenSource source) {
    Map<Key, Integer> counted = new HashMap<>();
    List<Key> ordered = new ArrayList<>();
    int tokens = 0;
    for (Iterator<int[]> pieces = source.epoch(0); pieces.hasNext() && tokens < MOST_TOKENS; ) {
      int[] piece = pieces.next();
      tokens += piece.length;
      PhraseEnds ends = new PhraseEnds(codec);
      int begin = 0;
      for (int i = 0; i < piece.length; i++) {
        if (ends.after(piece[i]) || i == piece.length - 1) {
          int[] words =
              IntStream.rangeClosed(begin, i).map(j -> vocabulary.word(piece[j])).toArray();
          Key phrase = new Key(words);
          if (counted.merge(phrase, 1, Integer::sum) == 1) {
            ordered.add(phrase);
          }
          begin = i + 1;
        }
      }
    }
    for (Key phrase : ordered) {
      int[] words = phrase.words();
      phrases.add(new Phrase(words, counted.get(phrase)));
      for (int i = 0; i + 1 < words.length; i++) {
        count(words[i], words[i + 1], phrases.size() - 1, 1);
      }
    }
  }

  /** Counts a pair in a phrase once more, or takes that back. */
  private void count(int left, int right, int phrase, int sign) {
    if (Math.min(left, right) < Vocabulary.SPECIAL.size()) {
      return;
    }
    long key = pair(left, right);
    Pair pair = pairs.computeIfAbsent(key, k -> new Pair());
    pair.count += (long) sign * phrases.get(phrase).count;
    if (sign > 0) {
      pair.in(phrase);
    } else if (pair.count == 0) {
      pairs.remove(key);
    }
    changed.add(key);
  }

  private List<Words.Merge> merge(int size, int vocabularySize) {
    List<Words.Merge> merges = new ArrayList<>();
    for (int word = size; word < vocabularySize; word++) {
      Count best = mostFrequent();
      if (best.count < LEAST_COUNT_OF_PAIR) {
        break;
      }
      merges.add(new Words.Merge(best.left, best.right));
      Pair pair = pairs.get(pair(best.left, best.right));
      for (int i = 0; i < pair.size; i++) {
        join(pair.phrases[i], best.left, best.right, word);
      }
    }
    return merges;
  }

  private Count mostFrequent() {
    for (long key : changed) {
      Pair pair = pairs.get(key);
      if (pair != null) {
        counts.add(new Count(pair.count, (int) (key >> 32), (int) key));
      }
    }
    changed.clear();
    while (!counts.isEmpty()) {
      Count first = counts.remove();
      Pair pair = pairs.get(pair(first.left, first.right));
      if (pair != null && pair.count == first.count) {
        return first;
      }
    }
    return new Count(0, 0, 0);
  }

  /** Joins a pair wherever it is in a phrase, from left to right, and counts its new neighbours. */
  private void join(int index, int left, int right, int word) {
    int[] words = phrases.get(index).words;
    int[] joined = new int[words.length];
    int size = 0;
    int next = 0;
    while (next < words.length) {
      int at = next;
      if (at + 1 == words.length || words[at] != left || words[at + 1] != right) {
        joined[size++] = words[at];
        next++;
        continue;
      }
      next += 2;
      count(left, right, index, -1);
      if (size > 0) {
        count(joined[size - 1], left, index, -1);
        count(joined[size - 1], word, index, 1);
      }
      if (next < words.length) {
        count(right, words[next], index, -1);
        count(word, words[next], index, 1);
      }
      joined[size++] = word;
    }
    phrases.get(index).words = size == words.length ? words : Arrays.copyOf(joined, size);
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }
}
