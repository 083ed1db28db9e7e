package ritornello.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of frames, and what is learned from them. */
class FrameFileTest {
  @TempDir private Path folder;

  private FrameFile file(String json) throws IOException {
    return FrameFile.read(Files.writeString(folder.resolve("f.json"), json));
  }

  @Test
  void anyPartMayBeMissing() throws IOException {
    FrameFile file = file("{\"test\": [[[60, 64], [], [108, 21]], []]}");
    List<FrameSequence> test = file.sequences(FrameFile.Split.TEST);
    assertThat(test).hasSize(1);
    assertThat(test.get(0).frame(0)).containsExactly(39, 43);
    assertThat(test.get(0).frame(1)).isEmpty();
    assertThat(test.get(0).frame(2)).containsExactly(0, 87);
    assertThatThrownBy(() -> file.sequences(FrameFile.Split.VALID))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no \"valid\"; \"test\" is there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"test\": [[[20]]]} | frame 1 has the pitch 20; it must be a key of a piano, 21 to 108",
        "{\"test\": [[[60]], [[60], [109]]]} | sequence 2 of \"test\": frame 2 has the pitch 109",
        "{\"test\": []} | has no frames under \"test\"",
        "{\"test\": [[]]} | has no frames under \"test\"",
        "{} | has no \"test\"; nothing is there",
        "{\"tset\": []} | tset",
        "{\"test\": [[[60.5]]]} | f.json",
        "not json | f.json",
        "[[[60]]] | f.json"
      })
  void whatIsWrongIsSaid(String json, String message) {
    assertThatThrownBy(() -> file(json).sequences(FrameFile.Split.TEST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsEmptyOrNotThereIsSaidToBe() {
    assertThatThrownBy(() -> file("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> FrameFile.read(folder.resolve("no.json")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> FrameFile.read(folder)).hasMessageContaining("is a folder");
  }

  /** Each epoch has each piece once, in some key, on the piano. */
  @Test
  void piecesAreLearnedInOtherKeysAndInAnotherOrder() {
    List<FrameSequence> pieces = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      // Length tells the pieces apart; the last spans the piano and can't be moved.
      List<int[]> frames = new ArrayList<>();
      for (int t = 0; t <= i; t++) {
        frames.add(i == 5 ? new int[] {21, 108} : new int[] {60, 64});
      }
      pieces.add(FrameSequence.ofPitches(frames));
    }
    Chain chain = (Chain) ViewTest.view(View.Way.ASCENDING).script();
    FrameSource source = FrameSource.learned(pieces, chain, 2, 1);
    List<Integer> keys = new ArrayList<>();
    List<List<Integer>> orders = new ArrayList<>();
    for (int epoch = 0; epoch < 40; epoch++) {
      List<Integer> order = new ArrayList<>();
      for (Iterator<int[]> all = source.epoch(epoch); all.hasNext(); ) {
        FrameSequence piece = chain.sequence(all.next());
        order.add(piece.length());
        if (piece.length() < 6) {
          int[] frame = piece.frame(0);
          assertThat(frame[1] - frame[0]).isEqualTo(4);
          keys.add(frame[0] - 39);
        } else {
          assertThat(piece).isEqualTo(pieces.get(5));
        }
      }
      assertThat(order).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
      orders.add(order);
    }
    assertThat(keys).containsOnly(-2, -1, 0, 1, 2);
    assertThat(keys).contains(-2, -1, 0, 1, 2);
    assertThat(orders.stream().distinct().count()).isGreaterThan(30);
    assertThat(source.epoch(3)).toIterable().containsExactlyElementsOf(() -> source.epoch(3));
  }

  /** The counts of SOURCE.md. */
  @ParameterizedTest
  @CsvSource({
    "JSB_Chorales, 229, 13807, 53824, 76, 4602, 17811",
    "Nottingham, 694, 176561, 699403, 173, 45513, 180192",
    "Piano_midi, 87, 75911, 231089, 12, 8540, 27623"
  })
  void theBenchmarksAreReadWhole(
      String name,
      int pieces,
      long frames,
      long notes,
      int valid,
      long validFrames,
      long validNotes)
      throws IOException {
    Path place = Path.of("../shared/data/frames/bl", name + ".train-valid.json");
    assumeTrue(Files.exists(place), place + " is not here");
    FrameFile file = FrameFile.read(place);
    List<FrameSequence> train = file.sequences(FrameFile.Split.TRAIN);
    List<FrameSequence> kept = file.sequences(FrameFile.Split.VALID);
    assertThat(train).hasSize(pieces);
    assertThat(train.stream().mapToLong(FrameSequence::length).sum()).isEqualTo(frames);
    assertThat(train.stream().mapToLong(FrameSequence::notes).sum()).isEqualTo(notes);
    assertThat(kept).hasSize(valid);
    assertThat(kept.stream().mapToLong(FrameSequence::length).sum()).isEqualTo(validFrames);
    assertThat(kept.stream().mapToLong(FrameSequence::notes).sum()).isEqualTo(validNotes);
    assertThat(file.has(FrameFile.Split.TEST)).isFalse();
  }
}
