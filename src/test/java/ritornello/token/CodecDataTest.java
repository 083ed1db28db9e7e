package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.midi.MidiReader;
import ritornello.score.Score;

/** Real files, and damaged ones, in the tokens of every codec. */
class CodecDataTest {
  private static final Path DATA = Path.of("../shared/data");
  private static final Rendering PIANO = new Rendering("piano", 120, 0, 90);

  private static List<Path> files(String folder) throws IOException {
    assumeTrue(Files.isDirectory(DATA.resolve(folder)), DATA.resolve(folder) + " is not here");
    try (Stream<Path> files = Files.walk(DATA.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }

  /** What was kept was measured, and leaves some room. */
  @ParameterizedTest
  @CsvSource({
    "performance, 0, nottingham/full, 0.9999, 0.1, 0.01",
    "performance, 0, openmsx, 0.49, 2, 1.2",
    "performance, 0, piano-midi-de, 0.999, 2.55, 1.1",
    "performance, 0, robustness, 0.67, 2.2, 1.3",
    "remi, 12, nottingham/full, 0.9999, 0.01, 0.01",
    "remi, 12, openmsx, 0.995, 1, 1.2",
    "remi, 12, piano-midi-de, 0.999, 1.6, 1.1",
    "remi, 4, piano-midi-de, 0.99, 8.5, 1.1",
    "remi, 12, robustness, 0.97, 2.5, 1.3",
    "frames, 2, nottingham/full, 0.999, 1.7, 0",
    "frames, 4, nottingham/full, 0.9999, 0.3, 0",
    "frames, 12, openmsx, 0.48, 1.1, 0",
    "frames, 12, piano-midi-de, 0.999, 1.6, 0",
    "frames, 4, robustness, 0.66, 8.5, 0"
  })
  void everyFileSurvivesItsTokens(
      String name,
      int stepsPerQuarter,
      String folder,
      double leastKept,
      double mostTimingMillis,
      double mostVelocityError)
      throws IOException {
    OptionalInt grid = stepsPerQuarter == 0 ? OptionalInt.empty() : OptionalInt.of(stepsPerQuarter);
    Codec codec = Codecs.of(Codecs.usual(name, grid));
    Totals totals = new Totals();
    for (Path file : files(folder)) {
      try {
        totals.add(codec, MidiReader.read(file).score(), file.toString());
      } catch (IOException e) {
        assertThat(folder).as(e.getMessage()).isEqualTo("robustness");
      }
    }
    if (Boolean.getBoolean("ritornello.measure")) {
      System.out.println(name + " " + stepsPerQuarter + " " + folder + ": " + totals);
    }
    assertThat(totals.kept / totals.notes).as("notes kept").isGreaterThanOrEqualTo(leastKept);
    assertThat(totals.timing / totals.kept).as("timing").isLessThanOrEqualTo(mostTimingMillis);
    assertThat(totals.velocity / totals.kept).as("velocity").isLessThanOrEqualTo(mostVelocityError);
  }

  /** Sums over the files of a collection. */
  private static final class Totals {
    private double notes;
    private double kept;
    private double timing;
    private double largest;
    private double velocity;
    private long tokens;
    private long nanos;

    void add(Codec codec, Score score, String file) {
      Fidelity fidelity = codec.fidelity(score);
      long begun = System.nanoTime();
      Encoding encoding = codec.encode(score);
      nanos += System.nanoTime() - begun;
      notes += fidelity.notes();
      kept += fidelity.kept();
      timing += fidelity.kept() * fidelity.timingErrorMillis();
      largest = Math.max(largest, fidelity.largestTimingErrorMillis());
      velocity += fidelity.kept() * fidelity.velocityError().orElse(0);
      if (encoding instanceof Encoding.Encoded encoded) {
        tokens += encoded.tokens().length;
        Score decoded = codec.decode(encoded.tokens(), PIANO);
        assertThat(decoded.noteCount()).as(file).isEqualTo(fidelity.kept());
        assertThat(((Encoding.Encoded) codec.encode(decoded)).tokens())
            .as(file)
            .isEqualTo(encoded.tokens());
        followsTheGrammar(codec, encoded.tokens(), file);
      } else {
        assertThat(fidelity.kept()).as(file).isZero();
      }
    }

    private static void followsTheGrammar(Codec codec, int[] tokens, String file) {
      Context context = codec.start();
      for (int i = 0; i < tokens.length; i++) {
        if (!context.allows(tokens[i])) {
          throw new AssertionError(
              file + ": token " + i + ", " + codec.vocabulary().name(tokens[i]) + ", not allowed");
        }
        context.accept(tokens[i]);
      }
    }

    @Override
    public String toString() {
      return String.format(
          "%.0f notes, kept %.4f, timing mean %.2f ms max %.0f ms, velocity %.2f, %.2f tokens a"
              + " note, %.0f k tokens a second",
          notes,
          kept / notes,
          timing / kept,
          largest,
          velocity / kept,
          tokens / kept,
          tokens * 1e6 / nanos);
    }
  }
}
