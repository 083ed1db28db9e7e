package ritornello.cli;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads keys as a terminal sends them: a character, or a sequence that begins with an escape. One
 * that nobody knows is one key still, so that its characters are not taken for keys of their own.
 */
final class KeyReader {
  private static final char ESCAPE = '\033';

  /** After this long, an escape is the key of that name. */
  private static final long SEQUENCE_MILLIS = 100;

  private static final int LONGEST = 16;

  /** Characters as they come. */
  interface Characters {
    /**
     * The next one; a negative number if there are no more, or none in time.
     *
     * @param timeoutMillis 0 waits for ever
     */
    int read(long timeoutMillis) throws IOException;
  }

  private final Characters characters;

  KeyReader(Characters characters) {
    this.characters = characters;
  }

  /** The next key, as {@code "a"} or {@code "\033[A"}; empty if there are no more. */
  Optional<String> next() throws IOException {
    int first = characters.read(0);
    if (first < 0) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder().append((char) first);
    if (first == ESCAPE) {
      sequence(key);
    }
    return Optional.of(key.toString());
  }

  private void sequence(StringBuilder key) throws IOException {
    int second = characters.read(SEQUENCE_MILLIS);
    if (second < 0) {
      return;
    }
    key.append((char) second);
    if (second == 'O') {
      append(key);
    } else if (second == '[') {
      boolean more = append(key);
      while (more && !isFinal(key.charAt(key.length() - 1)) && key.length() < LONGEST) {
        more = append(key);
      }
    }
  }

  private boolean append(StringBuilder key) throws IOException {
    int next = characters.read(SEQUENCE_MILLIS);
    if (next >= 0) {
      key.append((char) next);
    }
    return next >= 0;
  }

  /** Whether a sequence ends with this, after the bracket. */
  private static boolean isFinal(char c) {
    return c >= '@' && c <= '~';
  }
}
