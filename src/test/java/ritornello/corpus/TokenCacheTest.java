package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCacheTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path cache;
  private final List<String> notes = new ArrayList<>();
  private final AtomicInteger read = new AtomicInteger();

  @BeforeEach
  void fill() throws IOException {
    folder = Files.createDirectory(temporary.resolve("music"));
    cache = temporary.resolve("tokens.cache");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      StringBuilder pitches = new StringBuilder(i % 5 == 0 ? "! " : "");
      int count = random.nextInt(1, 40);
      for (int j = 0; j < count; j++) {
        pitches.append(random.nextInt(40, 90)).append(' ');
      }
      Files.writeString(folder.resolve("tune" + i + ".mid"), pitches.toString());
    }
    Files.writeString(folder.resolve("none.mid"), "");
    Files.writeString(folder.resolve("übel.mid"), "what");
  }

  private CollectionScan scan(String codec) {
    return scan(new PitchCodec(codec));
  }

  private CollectionScan scan(PitchCodec codec) {
    PitchText reader = new PitchText();
    return new CollectionScan(
        codec,
        bytes -> {
          read.incrementAndGet();
          return reader.read(bytes);
        },
        (done, total) -> {});
  }

  private MidiCollection cached() throws IOException {
    read.set(0);
    return scan("pitch").scan(List.of(folder), cache, notes::add);
  }

  /** All that there is to a collection. */
  private static List<List<Object>> content(MidiCollection collection) {
    List<List<Object>> content = new ArrayList<>();
    for (ScannedFile file : collection.files()) {
      List<Integer> tokens = List.of();
      String verdict = file.verdict().toString();
      if (file.verdict() instanceof Verdict.Usable usable) {
        int[] ids = usable.piece().tokens();
        assertThat(usable.piece().length()).isEqualTo(ids.length);
        tokens = IntStream.of(ids).boxed().toList();
        verdict = usable.getClass() + usable.source();
      }
      if (file.verdict() instanceof Verdict.Repaired repaired) {
        verdict += repaired.repairs() + repaired.firstRepair();
      }
      List<Integer> print = IntStream.of(file.fingerprint().minHashes()).boxed().toList();
      content.add(List.of(file.path(), file.sha256(), verdict, tokens, print));
    }
    return content;
  }

  @Test
  void aCacheHoldsWhatAScanFinds() throws IOException {
    List<List<Object>> scanned = content(scan("pitch").scan(List.of(folder)));
    assertThat(content(cached())).isEqualTo(scanned);
    assertThat(read.get()).isEqualTo(22);
    MidiCollection again = cached();
    assertThat(content(again)).isEqualTo(scanned);
    assertThat(read.get()).as("files read when the cache is there").isZero();
    assertThat(again.place()).isEqualTo(folder.toString());
    assertThat(notes).isEmpty();
  }

  @Test
  void itsCorpusIsThatOfAScan() throws IOException {
    PitchCodec codec = new PitchCodec("pitch");
    Split split = new Split(0.2, 0.2);
    Corpus inMemory = Corpus.of(scan("pitch").scan(List.of(folder)), codec, split);
    Corpus inFile = Corpus.of(cached(), codec, split);
    assertThat(inFile.hash()).isEqualTo(inMemory.hash());
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(epoch(inFile, epoch)).isEqualTo(epoch(inMemory, epoch));
    }
  }

  private static List<String> epoch(Corpus corpus, int epoch) {
    List<String> pieces = new ArrayList<>();
    corpus.training(7, true).epoch(epoch).forEachRemaining(p -> pieces.add(Arrays.toString(p)));
    return pieces;
  }

  @Test
  void whatWasMadeFromOtherFilesIsMadeAnew() throws IOException {
    cached();
    Files.writeString(folder.resolve("more.mid"), "60 61 62");
    assertThat(cached().files()).hasSize(23);
    assertThat(read.get()).isEqualTo(23);
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).contains("made anew").contains("other files");

    Files.delete(folder.resolve("more.mid"));
    assertThat(cached().files()).hasSize(22);

    Path tune = folder.resolve("tune1.mid");
    String before = Files.readString(tune);
    Files.writeString(tune, before.replace('4', '5'));
    Files.setLastModifiedTime(tune, FileTime.from(Instant.now().plusSeconds(5)));
    cached();
    assertThat(read.get()).as("of the same size, changed").isEqualTo(22);

    scan("other").scan(List.of(folder), cache, notes::add);
    assertThat(notes).as("another codec").hasSize(4);
    scan(new PitchCodec("other", 2)).scan(List.of(folder), cache, notes::add);
    assertThat(notes).as("another version of the codec").hasSize(5);
  }

  @Test
  void aCacheOfAnotherFormatIsMadeAnewThoughItIsSound() throws IOException {
    List<List<Object>> sound = content(cached());
    byte[] other = Files.readAllBytes(cache);
    other[0] ^= 1;
    CRC32C sum = new CRC32C();
    sum.update(other, 0, other.length - Long.BYTES);
    ByteBuffer.wrap(other).putLong(other.length - Long.BYTES, sum.getValue());
    Files.write(cache, other);
    assertThat(content(cached())).isEqualTo(sound);
    assertThat(notes).singleElement().asString().contains("another version");
  }

  @Test
  void aDamagedCacheIsMadeAnewWhereverTheDamageIs() throws IOException {
    List<List<Object>> sound = content(cached());
    byte[] bytes = Files.readAllBytes(cache);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertMadeAnew(damaged, sound);
      assertMadeAnew(Arrays.copyOf(bytes, random.nextInt(bytes.length)), sound);
    }
    assertMadeAnew(Arrays.copyOf(bytes, bytes.length + 1), sound);
  }

  private void assertMadeAnew(byte[] damaged, List<List<Object>> sound) throws IOException {
    Files.write(cache, damaged);
    notes.clear();
    assertThat(content(cached())).isEqualTo(sound);
    assertThat(read.get()).isEqualTo(22);
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).contains(cache.toString(), "damaged");
  }

  @Test
  void withoutAnythingUsableThereIsNoCacheToUse() throws IOException {
    Path silent = Files.createDirectory(temporary.resolve("silent"));
    Files.writeString(silent.resolve("a.mid"), "");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> scan("pitch").scan(List.of(silent), cache, notes::add))
          .isInstanceOf(NoMelodyException.class)
          .hasMessageContaining("a.mid: no notes");
    }
  }
}
