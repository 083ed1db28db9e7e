package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** How surprise is seen and heard. */
class SurpriseTest {

  @Test
  void velocitiesRiseWithTheBitsAndWhatIsNotKnownIsSoftest() {
    Surprise surprise = new Surprise(new double[] {0, 2, Double.NaN, 4, 9}, 4);
    assertThat(surprise.velocities()).containsExactly(16, 72, 1, 127, 127);
  }

  @Test
  void oneNoteInTwentyIsStrongerThanTheScaleShows() {
    double[] bits = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 10.0).toArray();
    Surprise surprise = Surprise.of(100, IntStream.range(0, 100).toArray(), bits);
    assertThat(surprise.fullBits()).isEqualTo(9.5);
    assertThat(Arrays.stream(surprise.velocities()).filter(v -> v == 127).count()).isEqualTo(6);
  }

  @Test
  void nothingIsLoudWhereAllWasExpected() {
    Surprise surprise = Surprise.of(3, new int[] {2, 0}, new double[] {0.02, 0.01});
    assertThat(surprise.fullBits()).isEqualTo(1);
    assertThat(surprise.velocities()).containsExactly(17, 1, 18);
    assertThat(Surprise.of(2, new int[0], new double[0]).velocities()).containsExactly(1, 1);
    assertThatThrownBy(() -> new Surprise(new double[0], 0)).hasMessageContaining("more than 0");
  }

  @Test
  void theColoursGoFromBlueToRed() {
    assertThat(Surprise.shade(0)).isEqualTo("#7ea8d9");
    assertThat(Surprise.shade(0.5)).isEqualTo("#e6a228");
    assertThat(Surprise.shade(1)).isEqualTo("#b00020");
  }

  /** A drum between, which is not drawn, and yet has its number. */
  @Test
  void thePictureIsTheKnownOne() throws IOException {
    Track melody =
        new Track("a", 0, List.of(new Note(0, 480, 60, 80), new Note(480, 960, 67, 80)), List.of());
    Track drums = new Track("b", 9, List.of(new Note(0, 100, 36, 80)), List.of());
    Track bass = new Track("c", 1, List.of(new Note(0, 1920, 55, 80)), List.of());
    Score score =
        new Score(480, List.of(), List.of(), List.of(), List.of(), List.of(melody, drums, bass));
    Surprise surprise = Surprise.of(4, new int[] {0, 1, 2}, new double[] {0.5, 3, 6});
    String svg = PianoRollSvg.svg(score, "a & b", surprise);
    assertThat(svg).isEqualTo(golden("surprise.svg"));
    assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "href")
        .contains("<title>G4: 3.0 bits", "<title>G3: not in the tokens");
  }

  static String golden(String name) throws IOException {
    try (InputStream in = SurpriseTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
