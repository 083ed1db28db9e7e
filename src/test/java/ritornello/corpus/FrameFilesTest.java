package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;
import ritornello.token.FramesCodec;
import ritornello.token.TokenSource;

class FrameFilesTest {
  @TempDir private Path folder;

  private final FramesCodec codec =
      (FramesCodec) Codecs.of(new CodecSpec(FramesCodec.NAME, 2, false, List.of()));

  private Corpus read(String... texts) throws IOException {
    Path[] files = new Path[texts.length];
    for (int i = 0; i < texts.length; i++) {
      files[i] = Files.writeString(folder.resolve("frames" + i + ".json"), texts[i]);
    }
    return FrameFiles.read(List.of(files), codec);
  }

  private String names(TokenSource source) {
    StringBuilder text = new StringBuilder();
    for (Iterator<int[]> pieces = source.epoch(0); pieces.hasNext(); ) {
      text.append(
          Arrays.stream(pieces.next())
              .mapToObj(codec.vocabulary()::name)
              .collect(Collectors.joining(" ", "", "\n")));
    }
    return text.toString();
  }

  @Test
  void sequencesStayOnTheSideThatTheFileGivesThem() throws IOException {
    Corpus corpus =
        read(
            "{\"train\": [[[64, 60], []]], \"valid\": [[[62]]], \"test\": [[[65]], [[67]]]}",
            "{\"valid\": [[[72]]]}");
    assertThat(names(corpus.training(1, false)))
        .isEqualTo("NOTE_60 NOTE_64 NEXT_FRAME NEXT_FRAME EOS\n");
    assertThat(names(corpus.validation()))
        .isEqualTo("NOTE_62 NEXT_FRAME EOS\nNOTE_72 NEXT_FRAME EOS\n");
    assertThat(names(corpus.test())).isEqualTo("NOTE_65 NEXT_FRAME EOS\nNOTE_67 NEXT_FRAME EOS\n");
    assertThat(read("{\"train\": [[[60]]]}").hash()).isNotEqualTo(corpus.hash());
  }

  @Test
  void whatIsNotFramesIsRefused() {
    assertThatThrownBy(() -> read("{\"valid\": [[[60]]]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"train\"");
    assertThatThrownBy(() -> read("{\"train\": [[[60]], [[60], [130]]]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("frames0.json: sequence 2 of \"train\": a frame has the pitch 130");
    assertThatThrownBy(() -> read("{\"train\": [[60]]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("frames0.json");
    assertThatThrownBy(() -> read("no"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("frames0.json");
    assertThatThrownBy(() -> FrameFiles.read(List.of(folder.resolve("none.json")), codec))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.json: there is no such file");
  }

  /** The counts of SOURCE.md: a frame is a NEXT_FRAME, a note a token. */
  @ParameterizedTest
  @CsvSource({
    "JSB_Chorales, 229, 13807, 53824, 76, 4602, 17811",
    "Nottingham, 694, 176561, 699403, 173, 45513, 180192",
    "Piano_midi, 87, 75911, 231089, 12, 8540, 27623"
  })
  void theBenchmarksAreReadWhole(
      String name, int pieces, int frames, int notes, int valid, int validFrames, int validNotes)
      throws IOException {
    Path file = Path.of("../shared/data/frames/bl", name + ".train-valid.json");
    assumeTrue(Files.exists(file), file + " is not here");
    Corpus corpus = FrameFiles.read(List.of(file), codec);
    assertThat(corpus.training(0, false).count()).isEqualTo(pieces);
    assertThat(corpus.training(0, false).tokens()).isEqualTo((long) pieces + frames + notes);
    assertThat(corpus.validation().count()).isEqualTo(valid);
    assertThat(corpus.validation().tokens()).isEqualTo((long) valid + validFrames + validNotes);
    assertThat(corpus.test().count()).isZero();
  }
}
