package ritornello.originality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuffixArrayTest {

  /** Every suffix up to its line's end, as text; ends are told apart by where they are. */
  private static int[] naive(char[] text) {
    return IntStream.range(0, text.length)
        .boxed()
        .sorted(Comparator.comparing(from -> untilEnd(text, from)))
        .mapToInt(from -> from)
        .toArray();
  }

  private static String untilEnd(char[] text, int from) {
    int end = from;
    while (end < text.length && text[end] != Symbols.NONE) {
      end++;
    }
    // Less than all symbols, and rising.
    return new String(text, from, end - from).replaceAll("(?s)(.)", "b$1")
        + "a"
        + String.format("%09d", end);
  }

  @Test
  void suffixesAreInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      int alphabet = 2 + random.nextInt(4);
      char[] text = new char[random.nextInt(60)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (char) (random.nextInt(8) == 0 ? Symbols.NONE : 'a' + random.nextInt(alphabet));
      }
      if (text.length > 0) {
        text[text.length - 1] = Symbols.NONE;
      }
      assertThat(SuffixArray.of(text)).isEqualTo(naive(text));
    }
  }

  @Test
  void oneNoteAMillionTimesIsNoMatter() {
    char[] text = new char[1 << 20];
    Arrays.fill(text, 'a');
    text[text.length - 1] = Symbols.NONE;
    int[] order = SuffixArray.of(text);
    assertThat(IntStream.range(0, text.length).allMatch(i -> order[i] == text.length - 1 - i))
        .isTrue();
  }
}
