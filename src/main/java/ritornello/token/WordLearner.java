package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
  private final List<Words.Merge> merges = new ArrayList<>();

  /** What comes from one bar, as often as it is there. */
  private static final class Phrase {
    final int count;
    int[] words;

    Phrase(int[] words, int count) {
      this.words = words;
      this.count = count;
    }
  }

  private static final class Pair {
    final int left;
    final int right;
    final Set<Integer> phrases = new HashSet<>();
    long count;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
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
    learner.read(new WordCodec(codec, new Words(rare, List.of())), source);
    learner.merge(size, vocabularySize);
    return learner.merges;
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

  private void read(WordCodec codec, TokenSource source) {
    Map<Key, Integer> bars = new HashMap<>();
    List<Key> ordered = new ArrayList<>();
    int tokens = 0;
    for (Iterator<int[]> pieces = source.epoch(0); pieces.hasNext() && tokens < MOST_TOKENS; ) {
      int[] piece = pieces.next();
      tokens += piece.length;
      int[] words = codec.words(piece);
      Bars follow = new Bars(codec.characters().start());
      int begin = 0;
      for (int i = 0; i < piece.length; i++) {
        if (follow.completedBy(piece[i]) || i == piece.length - 1) {
          Key bar = new Key(Arrays.copyOfRange(words, begin, i + 1));
          if (bars.merge(bar, 1, Integer::sum) == 1) {
            ordered.add(bar);
          }
          begin = i + 1;
        }
      }
    }
    for (Key bar : ordered) {
      phrases.add(new Phrase(bar.words(), bars.get(bar)));
      count(phrases.size() - 1, 1);
    }
  }

  /** Counts the pairs of a phrase, or takes them back. */
  private void count(int index, int sign) {
    Phrase phrase = phrases.get(index);
    for (int i = 0; i + 1 < phrase.words.length; i++) {
      int left = phrase.words[i];
      int right = phrase.words[i + 1];
      if (Math.min(left, right) < Vocabulary.SPECIAL.size()) {
        continue;
      }
      Pair pair =
          pairs.computeIfAbsent(WordVocabulary.pair(left, right), key -> new Pair(left, right));
      pair.count += (long) sign * phrase.count;
      if (sign > 0) {
        pair.phrases.add(index);
      } else {
        pair.phrases.remove(index);
      }
    }
  }

  private void merge(int size, int vocabularySize) {
    for (int word = size; word < vocabularySize; word++) {
      Pair best = mostFrequent();
      if (best.count < LEAST_COUNT_OF_PAIR) {
        return;
      }
      merges.add(new Words.Merge(best.left, best.right));
      for (int index : List.copyOf(best.phrases)) {
        count(index, -1);
        Phrase phrase = phrases.get(index);
        phrase.words = joined(phrase.words, best, word);
        count(index, 1);
      }
      pairs.values().removeIf(pair -> pair.count == 0);
    }
  }

  private Pair mostFrequent() {
    Pair best = new Pair(0, 0);
    for (Pair pair : pairs.values()) {
      boolean first = pair.left != best.left ? pair.left < best.left : pair.right < best.right;
      if (pair.count > best.count || (pair.count == best.count && first)) {
        best = pair;
      }
    }
    return best;
  }

  private static int[] joined(int[] words, Pair pair, int word) {
    int[] joined = new int[words.length];
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      boolean joins = i + 1 < words.length && words[i] == pair.left && words[i + 1] == pair.right;
      joined[count++] = joins ? word : words[i];
      i += joins ? 1 : 0;
    }
    return Arrays.copyOf(joined, count);
  }
}
