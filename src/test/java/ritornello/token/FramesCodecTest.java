package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

class FramesCodecTest {
  private static final Rendering ORGAN = new Rendering("organ", 90, 19, 70);

  /** Eighth notes. */
  private final FramesCodec codec = new FramesCodec(CodecSpec.plain("frames", 2));

  private String names(int[] tokens) {
    return Arrays.stream(tokens)
        .mapToObj(codec.vocabulary()::name)
        .collect(Collectors.joining(" "));
  }

  private List<Note> decoded(String names) {
    int[] ids = Arrays.stream(names.split(" ")).mapToInt(codec.vocabulary()::id).toArray();
    return codec.decode(ids, ORGAN).tracks().get(0).notes();
  }

  @Test
  void notesAreHeldOrStruckAgain() {
    // A tick is a 48th of an eighth note.
    Track track =
        new Track(
            "",
            0,
            List.of(
                new Note(480, 96, 60, 64),
                new Note(480, 48, 64, 64),
                new Note(530, 48, 64, 64),
                new Note(672, 20, 60, 64)),
            List.of());
    Track drums = new Track("", 9, List.of(new Note(0, 10, 36, 64)), List.of());
    Score score = new Score(96, List.of(), List.of(), List.of(), List.of(), List.of(track, drums));
    assertThat(names(((Encoding.Encoded) codec.encode(score)).tokens()))
        .isEqualTo(
            "NOTE_60 NOTE_64 NEXT_FRAME NOTE_60 AGAIN_64 NEXT_FRAME NEXT_FRAME NEXT_FRAME"
                + " NOTE_60 NEXT_FRAME EOS");
    assertThat(codec.fidelity(score).kept()).isEqualTo(4);
    assertThat(codec.fidelity(score).notes()).isEqualTo(5);
  }

  @Test
  void framesReadAsTheNotesTheyAreMadeOf() {
    assertThat(decoded("NOTE_64 NOTE_60 NOTE_64 NEXT_FRAME AGAIN_64 NOTE_60 NEXT_FRAME AGAIN_67"))
        .containsExactly(
            new Note(0, 480, 60, 70),
            new Note(0, 240, 64, 70),
            new Note(240, 240, 64, 70),
            new Note(480, 240, 67, 70));
  }

  @Test
  void givenFramesAreWrittenAsTheyAre() {
    int[] tokens = codec.tokens(List.of(new int[0], new int[] {64, 60}, new int[] {60, 60}));
    assertThat(names(tokens))
        .isEqualTo("NEXT_FRAME NOTE_60 NOTE_64 NEXT_FRAME NOTE_60 NEXT_FRAME EOS");
    assertThatThrownBy(() -> codec.tokens(List.of(new int[] {128})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("128");
  }

  @Test
  void aFrameIsAsLikelyAsAllOfItsTokens() {
    int[] tokens = codec.tokens(List.of(new int[] {60, 64}, new int[0], new int[] {62}));
    assertThat(FramesCodec.frameSums(tokens, new double[] {1, 2, 4, 8, 16, 32, 64}))
        .containsExactly(7, 8, 48);
  }

  @Test
  void fourQuarterNotesAreABar() {
    Context context = codec.start();
    for (int frame = 0; frame < 8; frame++) {
      assertThat(context.bars()).isZero();
      context.accept(FramesCodec.FIRST_NOTE + 60);
      assertThat(context.atBarLine()).isFalse();
      context.accept(FramesCodec.NEXT_FRAME);
    }
    assertThat(context.bars()).isEqualTo(1);
    assertThat(context.atBarLine()).isTrue();
  }

  @Test
  void otherGridsAreRefused() {
    assertThatThrownBy(() -> new FramesCodec(CodecSpec.plain("frames", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1, 2, 4 or 12");
  }
}
