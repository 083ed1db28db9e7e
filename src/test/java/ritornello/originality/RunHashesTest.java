package ritornello.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.store.Safetensors;

class RunHashesTest {
  private final Tunes tunes = new Tunes(new SplittableRandom(12));
  private final List<List<Tunes.Step>> collection =
      Stream.generate(() -> tunes.tune(150)).limit(20).toList();

  @TempDir private Path folder;

  private Safetensors file() {
    return RunHashes.file(collection.stream().map(Tunes::line).toList());
  }

  @Test
  void everyRunOfTheCollectionIsFoundInAnyKeyAndAtAnySpeed() throws IOException {
    Safetensors file = file();
    for (int limit : RunHashes.LIMITS) {
      RunHashes runs = RunHashes.of(file, limit);
      assertThat(runs.notes()).isEqualTo(limit + 1);
      for (int i = 0; i < 100; i++) {
        List<Tunes.Step> tune = collection.get(tunes.random().nextInt(collection.size()));
        int first = tunes.random().nextInt(tune.size() - limit);
        List<Tunes.Step> copy =
            Tunes.stretched(Tunes.transposed(tune.subList(first, first + limit + 1), 4), 1.5);
        List<Tunes.Step> grown = Tunes.joined(tunes.tune(5), copy);
        assertThat(runs.hasEndOf(Tunes.line(copy))).isTrue();
        assertThat(runs.hasEndOf(Tunes.line(grown))).isTrue();
      }
    }
  }

  @Test
  void ofOthersOneInAThousandIsFound() throws IOException {
    RunHashes runs = RunHashes.of(file(), 8);
    int found = 0;
    int tried = 200_000;
    for (int i = 0; i < tried; i++) {
      found += runs.hasEndOf(Tunes.line(tunes.tune(9))) ? 1 : 0;
    }
    assertThat(found / (double) tried).isBetween(0.0007, 0.0013);
  }

  @Test
  void aFileHoldsThemInLittleRoom() throws IOException {
    Path written = folder.resolve("runs.safetensors");
    file().write(written);
    // 20 tunes of 150 notes, 8 lengths, 11.6 bits each.
    assertThat(Files.size(written)).isLessThan(20 * 150 * 8 * 12 / 8 + 2000);
    RunHashes read = RunHashes.of(Safetensors.read(written), 12);
    assertThat(read.hasEndOf(Tunes.line(collection.get(7).subList(50, 63)))).isTrue();
  }

  @Test
  void aCollectionOfShortTunesHasNone() throws IOException {
    Safetensors file = RunHashes.file(List.of(Tunes.line(tunes.tune(3)), new GrowingLine()));
    assertThat(RunHashes.of(file, 6).hasEndOf(Tunes.line(tunes.tune(7)))).isFalse();
  }

  @Test
  void aLimitIsTheNextThatIsKnown() {
    assertThat(RunHashes.limit(8)).isEqualTo(8);
    assertThat(RunHashes.limit(9)).isEqualTo(8);
    assertThat(RunHashes.limit(1000)).isEqualTo(32);
    assertThat(RunHashes.limit(2)).isEqualTo(6);
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> RunHashes.of(Safetensors.of(List.of(), Map.of()), 8))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> RunHashes.of(Safetensors.of(List.of(), Map.of("format", "ritornello-runs-9")), 8))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format");
    Map<String, String> more =
        Map.of("format", "ritornello-runs-1", "runs.8", "100000 100000", "runs.6", "x");
    Safetensors damaged = Safetensors.of(file().tensors(), more);
    assertThatThrownBy(() -> RunHashes.of(damaged, 8)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RunHashes.of(damaged, 6)).isInstanceOf(IOException.class);
  }

  @Test
  void risingNumbersComeBackFromTheirBits() {
    SplittableRandom random = new SplittableRandom(13);
    for (int k = 0; k <= 12; k++) {
      long[] numbers =
          LongStream.generate(() -> random.nextLong(1 << 14))
              .limit(50)
              .sorted()
              .distinct()
              .toArray();
      RiceCode code = new RiceCode(k);
      LongStream.of(numbers).forEach(code::add);
      assertThat(RiceCode.numbers(code.words(), numbers.length, k)).isEqualTo(numbers);
    }
    assertThatThrownBy(() -> RiceCode.numbers(new int[] {-1}, 1, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
