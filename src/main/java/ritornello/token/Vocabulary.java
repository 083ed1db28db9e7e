package ritornello.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The fixed list of tokens that a model knows; a token's id is its place in it.
 *
 * <p>The first four are the same in every vocabulary: {@link #PAD}, {@link #BOS}, {@link #EOS},
 * {@link #UNK}.
 */
public final class Vocabulary {
  /** Fills up a batch; never learned. */
  public static final int PAD = 0;

  /** Stands before the first token. */
  public static final int BOS = 1;

  /** Ends a piece. */
  public static final int EOS = 2;

  /** Stands for whatever the vocabulary lacks. */
  public static final int UNK = 3;

  /** Names of the tokens that every vocabulary begins with. */
  public static final List<String> SPECIAL = List.of("PAD", "BOS", "EOS", "UNK");

  private final List<String> names;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * @param names of all tokens, by id; the first four are {@link #SPECIAL}
   * @throws IllegalArgumentException if they are not, or a name stands twice
   */
  public Vocabulary(List<String> names) {
    this.names = List.copyOf(names);
    if (names.size() < SPECIAL.size() || !names.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException("a vocabulary begins with " + SPECIAL);
    }
    for (int id = 0; id < names.size(); id++) {
      if (ids.put(names.get(id), id) != null) {
        throw new IllegalArgumentException("token " + names.get(id) + " stands twice");
      }
    }
  }

  public int size() {
    return names.size();
  }

  /** The id of this token; {@link #UNK} if there is no such token. */
  public int id(String name) {
    return ids.getOrDefault(name, UNK);
  }

  /** The name of the token with this id. */
  public String name(int id) {
    return names.get(id);
  }

  public List<String> names() {
    return names;
  }

  /** SHA-256 over all names in order, in hexadecimal: two vocabularies are equal if this is. */
  public String sha256() {
    try {
      byte[] text = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
