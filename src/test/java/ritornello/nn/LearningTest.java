package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ritornello.nn.Example.Wanted;

/** A deep LSTM learns what takes a memory, and does it right where it never did it before. */
class LearningTest {
  private static final int SYMBOLS = 8;
  private static final int DELIMITER = SYMBOLS;

  /** Random symbols, a delimiter, and then the same symbols again, told nothing but to go on. */
  private static Example copy(int length, Random random) {
    int[] symbols = random.ints(length, 0, SYMBOLS).toArray();
    List<int[]> looked = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    for (int symbol : symbols) {
      looked.add(new int[] {symbol});
      wanted.add(Wanted.NOTHING);
    }
    for (int symbol : symbols) {
      looked.add(new int[] {DELIMITER});
      wanted.add(Wanted.of(symbol));
    }
    return new Example(looked, wanted);
  }

  private static List<Example> copies(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> copy(3 + random.nextInt(4), random)).toList();
  }

  /** Of 3 to 6 symbols there are 300 000 sequences: what is recalled was not learned by heart. */
  @Test
  void copiesWhatItSaw() {
    NetworkSpec spec = new NetworkSpec(new int[] {SYMBOLS + 1}, 8, "lstm", 2, 64, SYMBOLS, 0);
    try (Lesson lesson = new Lesson(spec, 32, 12, 0)) {
      lesson.learn(copies(4096, 1), 10, 0.01);
      assertThat(lesson.shareRight(copies(256, 2))).isGreaterThan(0.99);
    }
  }

  /** Two numbers in binary, the last digits first: at each step one digit of both. */
  private static Example sum(int digits, Random random) {
    List<int[]> looked = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    int carry = 0;
    for (int t = 0; t <= digits; t++) {
      int a = t == digits ? 0 : random.nextInt(2);
      int b = t == digits ? 0 : random.nextInt(2);
      int sum = a + b + carry;
      looked.add(new int[] {a, b});
      wanted.add(Wanted.of(sum % 2));
      carry = sum / 2;
    }
    return new Example(looked, wanted);
  }

  private static List<Example> sums(int count, int digits, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> sum(digits, random)).toList();
  }

  /** Sums of numbers of ten digits teach it those of a hundred: it carries, and knows no table. */
  @Test
  void addsNumbersLongerThanAnyItSaw() {
    NetworkSpec spec = new NetworkSpec(new int[] {2, 2}, 8, "lstm", 2, 32, 2, 0);
    try (Lesson lesson = new Lesson(spec, 32, 101, 0)) {
      lesson.learn(sums(1024, 10, 1), 10, 0.01);
      assertThat(lesson.shareRight(sums(64, 100, 2))).isEqualTo(1);
    }
  }
}
