package ritornello.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.midi.MidiReader;
import ritornello.score.Score;

/**
 * The short form of the benchmark {@code ListeningAccuracy}: tunes of midi-corpus, hummed; how many
 * of their notes are heard, within 50 ms.
 */
class AccuracyTest {
  private static final List<String> TUNES =
      List.of("london-bridge", "sakura", "the-farmer-in-the-dell", "alle-meine-entchen");

  @ParameterizedTest
  @CsvSource({"0, 100, 0.98", "0, 20, 0.97", "0, 10, 0.93", "50, 100, 0.93", "30, 15, 0.92"})
  void hummedTunesAreHeard(double vibratoCents, double snrDb, double least) throws IOException {
    Accuracy sum = Accuracy.NONE;
    for (String tune : TUNES) {
      Score score = MidiReader.read(Path.of("midi-corpus", tune + ".mid")).score();
      List<Hum.Sung> notes =
          Hum.of(score.tracks().get(0).notes(), score.tempoMap()).stream()
              .map(n -> new Hum.Sung(n.onsetSeconds(), 0.9 * n.seconds(), n.pitch()))
              .toList();
      float[] clean = Hum.plain().withVibrato(vibratoCents).sing(notes, 1);
      float[] samples = snrDb < 100 ? Hum.withNoise(clean, snrDb, 1) : clean;
      Transcriber transcriber = new Transcriber(22_050, note -> {});
      transcriber.accept(samples, samples.length);
      sum = sum.plus(Accuracy.of(notes, transcriber.finish().notes(), 0));
    }
    assertThat(sum.played()).isGreaterThan(100);
    assertThat(sum.f1()).as(sum.toString()).isGreaterThan(least);
  }
}
