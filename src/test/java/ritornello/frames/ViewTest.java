package ritornello.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How frames are written, and what is seen of them. */
class ViewTest {
  private static final Shape SHAPE =
      new Shape("rnn", 1, 4, 0, 0, java.util.Optional.empty(), java.util.Optional.empty());

  static View view(View.Way way) {
    boolean chain = way != View.Way.SIGMOIDS;
    return new View(
        way, List.of(1, 3), chain, chain, chain ? List.of(2, 5) : List.of(), List.of(2, 4));
  }

  static FrameSequence random(SplittableRandom random, int frames, int lowest, int highest) {
    List<int[]> pitches = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      boolean again = t > 3 && random.nextInt(3) == 0;
      pitches.add(
          again
              ? pitches.get(t - 3)
              : random.ints(random.nextInt(4), lowest, highest + 1).toArray());
    }
    return FrameSequence.ofPitches(pitches);
  }

  @ParameterizedTest
  @CsvSource({"ASCENDING, 39 43 88 88 0 88", "DESCENDING, 44 48 88 88 87 88"})
  void aFrameIsItsKeysInOrderAndItsEnd(View.Way way, String tokens) {
    FrameSequence sequence =
        FrameSequence.ofPitches(List.of(new int[] {64, 60, 64}, new int[] {}, new int[] {21}));
    assertThat(view(way).script().symbols(sequence))
        .containsExactly(Arrays.stream(tokens.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @EnumSource(
      value = View.Way.class,
      names = {"ASCENDING", "DESCENDING"})
  void aChainGivesItsFramesBack(View.Way way) {
    SplittableRandom random = new SplittableRandom(1);
    Chain chain = (Chain) view(way).script();
    for (int i = 0; i < 100; i++) {
      FrameSequence sequence = random(random, 20, 21, 108);
      int[] tokens = chain.symbols(sequence);
      assertThat(chain.sequence(tokens)).isEqualTo(sequence);
      assertThat(tokens).hasSize((int) chain.steps(sequence));
      for (int step = 0; step < tokens.length; step++) {
        assertThat(tokens[step]).isGreaterThanOrEqualTo(Chain.firstAllowed(tokens, step));
      }
    }
  }

  /** A copy of the piece up to a step shows what the piece shows there. */
  @ParameterizedTest
  @EnumSource(View.Way.class)
  void nothingIsSeenOfWhatIsStillToCome(View.Way way) {
    SplittableRandom random = new SplittableRandom(2);
    FrameSequence sequence = random(random, 30, 40, 50);
    FrameSequence other = random(random, 30, 40, 50);
    View.Script script = view(way).script();
    int[] symbols = script.symbols(sequence);
    int[] others = script.symbols(other);
    for (int cut = 0; cut < symbols.length; cut++) {
      View.Eye eye = script.begin(0);
      for (int step = 0; step < cut; step++) {
        eye.skip(symbols[step]);
      }
      int[] rows = eye.rows();
      View.Eye again = script.begin(0);
      for (int step = 0; step < cut; step++) {
        again.rows();
        again.skip(symbols[step]);
      }
      assertThat(again.rows()).isEqualTo(rows);
      eye.skip(others[0]);
      assertThat(again.rows()).isEqualTo(rows);
    }
  }

  /** Seen higher is as if it were higher, as long as it stays on the piano. */
  @ParameterizedTest
  @EnumSource(View.Way.class)
  void whatIsSeenHigherLooksAsIfItWereHigher(View.Way way) {
    FrameSequence sequence = random(new SplittableRandom(3), 40, 50, 70);
    for (int semitones : new int[] {-7, -1, 0, 1, 12}) {
      View.Script script = view(way).script();
      View.Script moved = view(way).script();
      View.Eye eye = script.begin(semitones);
      View.Eye plain = moved.begin(0);
      int[] symbols = script.symbols(sequence);
      int[] higher = moved.symbols(sequence.rotated(semitones));
      for (int step = 0; step < symbols.length; step++) {
        assertThat(sorted(eye.rows())).isEqualTo(sorted(plain.rows()));
        eye.skip(symbols[step]);
        plain.skip(higher[step]);
      }
    }
  }

  private static int[] sorted(int[] rows) {
    return Arrays.stream(rows).sorted().toArray();
  }

  @ParameterizedTest
  @EnumSource(View.Way.class)
  void theNetworkHasARowForAllThatMayBeSeen(View.Way way) {
    View view = view(way);
    int rows = view.network(SHAPE).inputSizes()[0];
    for (int semitones : new int[] {-40, 0, 40}) {
      View.Script script = view.script();
      View.Eye eye = script.begin(semitones);
      for (int symbol : script.symbols(random(new SplittableRandom(4), 60, 21, 108))) {
        assertThat(eye.rows()).doesNotHaveDuplicates();
        assertThat(Arrays.stream(eye.rows()).boxed()).allMatch(row -> row >= 0 && row < rows);
        eye.skip(symbol);
      }
    }
  }

  @Test
  void aRepeatIsFollowedAsLongAsItHolds() {
    Repeat repeat = new Repeat(2);
    int[] tokens = {1, 2, 3, 4, 9, 1, 2, 3, 5, 2, 3};
    List<Integer> expected = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (int token : tokens) {
      repeat.accept(token);
      expected.add(repeat.expected().orElse(-1));
      lengths.add(repeat.length());
    }
    // The last 2 3 stood twice before; the later place counts.
    assertThat(expected).containsExactly(-1, -1, -1, -1, -1, -1, 3, 4, -1, -1, 5);
    assertThat(lengths).containsExactly(0, 0, 0, 0, 0, 0, 2, 3, 0, 0, 2);
  }

  @Test
  void aViewThatMakesNoSenseIsRefused() {
    assertThatThrownBy(
            () -> new View(View.Way.SIGMOIDS, List.of(1), true, false, List.of(), List.of()))
        .hasMessageContaining("can't see");
    assertThatThrownBy(
            () -> new View(View.Way.ASCENDING, List.of(0), true, false, List.of(), List.of()))
        .hasMessageContaining("look back is 0");
  }
}
