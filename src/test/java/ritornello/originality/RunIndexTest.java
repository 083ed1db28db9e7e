package ritornello.originality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunIndexTest {

  /** Few pitches and lengths, so that runs return. */
  private static List<Tunes.Step> simple(SplittableRandom random, int notes) {
    return IntStream.range(0, notes)
        .mapToObj(i -> new Tunes.Step(60 + random.nextInt(3), 240L * (1 + random.nextInt(2))))
        .toList();
  }

  /**
   * How many notes up to one of each of two tunes are a run in both, from the definition: pitches
   * and times, not symbols. Times are of two lengths here, whose ratios are all usual.
   */
  private static int common(List<Tunes.Step> a, int lastA, List<Tunes.Step> b, int lastB) {
    int notes = 1;
    while (notes <= Math.min(lastA, lastB)) {
      int i = lastA - notes;
      int j = lastB - notes;
      if (interval(a, i) != interval(b, j)) {
        return notes;
      }
      boolean hasRatio = notes >= 2;
      // From three notes on there is a ratio: of the gap after note i + 1 to the gap after note i.
      if (hasRatio && ratio(a, i) != ratio(b, j)) {
        return notes;
      }
      notes++;
    }
    return notes;
  }

  private static int interval(List<Tunes.Step> tune, int i) {
    return tune.get(i + 1).pitch() - tune.get(i).pitch();
  }

  private static double ratio(List<Tunes.Step> tune, int i) {
    return (double) tune.get(i + 1).ticks() / tune.get(i).ticks();
  }

  /** The longest that ends at each note, by trying all. */
  private static int[] naive(List<Tunes.Step> tune, List<List<Tunes.Step>> collection) {
    int[] longest = new int[tune.size()];
    for (int note = 0; note < tune.size(); note++) {
      longest[note] = 1;
      for (List<Tunes.Step> other : collection) {
        for (int end = 0; end < other.size(); end++) {
          longest[note] = Math.max(longest[note], common(tune, note, other, end));
        }
      }
    }
    return longest;
  }

  private static RunIndex index(List<List<Tunes.Step>> collection) {
    RunIndex.Builder builder = new RunIndex.Builder();
    for (int i = 0; i < collection.size(); i++) {
      char[] symbols = Tunes.line(collection.get(i)).symbols();
      builder.add("tune" + i, List.of(new Line(symbols, new char[symbols.length])));
    }
    return builder.build();
  }

  @Test
  void itFindsWhatTryingAllPairsFinds() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 60; round++) {
      List<List<Tunes.Step>> collection = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        collection.add(simple(random, 2 + random.nextInt(40)));
      }
      List<Tunes.Step> tune = simple(random, 2 + random.nextInt(60));
      RunIndex index = index(collection);
      char[] symbols = Tunes.line(tune).symbols();
      int[] expected = naive(tune, collection);
      for (int end = 1; end < tune.size(); end++) {
        assertThat(index.longest(symbols, end, piece -> false).notes()).isEqualTo(expected[end]);
      }
      int left = random.nextInt(collection.size());
      List<List<Tunes.Step>> others = new ArrayList<>(collection);
      others.remove(left);
      int[] withoutOne = naive(tune, others);
      for (int end = 1; end < tune.size(); end++) {
        assertThat(index.longest(symbols, end, piece -> piece == left).notes())
            .isEqualTo(withoutOne[end]);
      }
    }
  }

  @Test
  void aPlaceIsOneWhereTheRunIs() {
    SplittableRandom random = new SplittableRandom(8);
    List<List<Tunes.Step>> collection =
        IntStream.range(0, 5).mapToObj(i -> simple(random, 40)).toList();
    RunIndex.Builder builder = new RunIndex.Builder();
    for (int i = 0; i < 5; i++) {
      char[] symbols = Tunes.line(collection.get(i)).symbols();
      char[] notes = new char[symbols.length];
      IntStream.range(0, notes.length).forEach(note -> notes[note] = (char) note);
      builder.add("tune" + i, List.of(new Line(symbols, notes)));
    }
    RunIndex index = builder.build();
    List<Tunes.Step> tune = simple(random, 60);
    char[] symbols = Tunes.line(tune).symbols();
    for (int end = 1; end < tune.size(); end++) {
      RunIndex.Found found = index.longest(symbols, end, piece -> piece == 2);
      RunIndex.Place place = index.place(found, 4, piece -> piece == 2);
      assertThat(place.piece()).isNotEqualTo(2);
      // Each note is a bar of its own here.
      assertThat(place.lastBar() - place.firstBar()).isEqualTo(found.notes() - 1);
      assertThat(common(tune, end, collection.get(place.piece()), place.lastBar()))
          .isGreaterThanOrEqualTo(found.notes());
    }
  }

  @Test
  void runsOfOneLengthAreThoseThatAreFound() {
    SplittableRandom random = new SplittableRandom(9);
    List<List<Tunes.Step>> collection = List.of(simple(random, 50), simple(random, 3));
    RunIndex index = index(collection);
    for (int round = 0; round < 200; round++) {
      List<Tunes.Step> tune = simple(random, 8);
      GrowingLine line = Tunes.line(tune);
      int longest = naive(tune, collection)[7];
      for (int notes = 2; notes <= 8; notes++) {
        assertThat(index.ofLength(notes).hasEndOf(line)).isEqualTo(notes <= longest);
      }
    }
  }

  @Test
  void anEmptyCollectionHasNothing() {
    RunIndex index = new RunIndex.Builder().build();
    List<Tunes.Step> tune = new Tunes(new SplittableRandom(1)).tune(9);
    assertThat(index.copying(Tunes.score(tune)).longest()).isEmpty();
    assertThat(index.ofLength(2).hasEndOf(Tunes.line(tune))).isFalse();
  }

  @Test
  void aPieceOfTheCollectionIsComparedWithTheOthers() {
    Tunes tunes = new Tunes(new SplittableRandom(10));
    List<Tunes.Step> one = tunes.tune(30);
    List<Tunes.Step> two = Tunes.joined(tunes.tune(10), one.subList(5, 25));
    RunIndex.Builder builder = new RunIndex.Builder();
    builder.add("one", Tunes.score(one));
    builder.add("two", Tunes.score(two));
    builder.add("one again", Tunes.score(one));
    RunIndex index = builder.build();
    assertThat(index.copyingOf(0, Set.of()).longest().orElseThrow().notes()).isEqualTo(30);
    CopiedRun run = index.copyingOf(0, Set.of("one again")).longest().orElseThrow();
    assertThat(run.path()).isEqualTo("two");
    assertThat(run.notes()).isEqualTo(20);
    assertThat(index.copyingOf(0, Set.of("one again", "two")).longest()).isEmpty();
  }
}
