package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Which id is which word: first the tokens of a codec ("characters") that are not rare, then what
 * they were merged to.
 */
final class WordVocabulary {

  /** By id of a word: the ids of its characters, in the codec's own numbering. */
  private final List<int[]> characters = new ArrayList<>();

  /** By id of a character: its id as a word. */
  private final int[] ids;

  /** By id of a left word: the right words that it is merged with, rising. */
  private final int[][] rights;

  /** As {@link #rights}: what becomes of each. */
  private final int[][] merged;

  private final Vocabulary names;

  /**
   * @throws IllegalArgumentException if the words are not those of this codec
   */
  WordVocabulary(Vocabulary codec, Words words) {
    ids = known(codec, words);
    for (int character = 0; character < ids.length; character++) {
      if (ids[character] == characters.size()) {
        characters.add(new int[] {character});
      }
    }
    List<TreeMap<Integer, Integer>> mergedOfLeft = new ArrayList<>();
    for (Words.Merge merge : words.merges()) {
      if (!isWord(merge.left()) || !isWord(merge.right())) {
        throw new IllegalArgumentException(
            "merge " + merge + " is of tokens that are not there, or mean no music");
      }
      while (mergedOfLeft.size() <= merge.left()) {
        mergedOfLeft.add(new TreeMap<>());
      }
      mergedOfLeft.get(merge.left()).putIfAbsent(merge.right(), characters.size());
      characters.add(concatenated(merge));
    }
    rights = mergedOfLeft.stream().map(merges -> ints(merges.keySet())).toArray(int[][]::new);
    merged = mergedOfLeft.stream().map(merges -> ints(merges.values())).toArray(int[][]::new);
    names = new Vocabulary(characters.stream().map(word -> name(word, codec)).toList());
  }

  private static int[] ints(Collection<Integer> values) {
    return values.stream().mapToInt(value -> value).toArray();
  }

  private static int[] known(Vocabulary codec, Words words) {
    int[] ids = new int[codec.size()];
    for (int token : words.rare()) {
      if (token >= ids.length) {
        throw new IllegalArgumentException("rare token " + token + " is not one of the codec's");
      }
      ids[token] = -1;
    }
    int next = 0;
    for (int token = 0; token < ids.length; token++) {
      ids[token] = ids[token] < 0 ? Vocabulary.UNK : next++;
    }
    return ids;
  }

  /** Whether it may be part of a longer one. */
  private boolean isWord(int id) {
    return id >= Vocabulary.SPECIAL.size() && id < characters.size();
  }

  private int[] concatenated(Words.Merge merge) {
    int[] left = characters.get(merge.left());
    int[] right = characters.get(merge.right());
    int[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private static String name(int[] characters, Vocabulary codec) {
    StringBuilder name = new StringBuilder();
    for (int character : characters) {
      name.append(name.length() == 0 ? "" : " ").append(codec.name(character));
    }
    return name.toString();
  }

  /** What two words become; −1 if they stay two. */
  int merged(int left, int right) {
    if (left >= rights.length) {
      return -1;
    }
    int at = Arrays.binarySearch(rights[left], right);
    return at < 0 ? -1 : merged[left][at];
  }

  /** The word of one character; {@link Vocabulary#UNK} if it is rare. */
  int word(int character) {
    return ids[character];
  }

  /** The characters of a word; not to be changed. */
  int[] characters(int word) {
    return characters.get(word);
  }

  int size() {
    return characters.size();
  }

  Vocabulary names() {
    return names;
  }
}
