package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.midi.MidiReader;
import ritornello.score.Score;

/**
 * On a set made of known files: the tunes of midi-corpus, all of them different, and what becomes
 * of tunes on their way through the world.
 */
class NearDuplicatesTest {

  /** Pairs that are truly the same piece, that are found, and that are both. */
  record Pairs(long same, long found, long both) {
    double precision() {
      return both / (double) found;
    }

    double recall() {
      return both / (double) same;
    }
  }

  static List<Score> scores(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Score> scores = new ArrayList<>();
      for (Path file : files.filter(FolderWalk::isMidi).sorted().toList()) {
        scores.add(MidiReader.read(file).score());
      }
      return scores;
    }
  }

  /** Each piece and some variants of it. */
  static Pairs pairs(List<Score> scores, List<Variants> variants, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Fingerprint> fingerprints = new ArrayList<>();
    List<Integer> truth = new ArrayList<>();
    for (int piece = 0; piece < scores.size(); piece++) {
      fingerprints.add(Fingerprint.of(scores.get(piece)));
      truth.add(piece);
      for (Variants variant : variants) {
        fingerprints.add(Fingerprint.of(variant.of(scores.get(piece), random)));
        truth.add(piece);
      }
    }
    Joined joined = NearDuplicates.joined(fingerprints);
    long same = 0;
    long found = 0;
    long both = 0;
    for (int i = 0; i < truth.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean isSame = truth.get(i).equals(truth.get(j));
        boolean isFound = joined.areJoined(i, j);
        same += isSame ? 1 : 0;
        found += isFound ? 1 : 0;
        both += isSame && isFound ? 1 : 0;
      }
    }
    return new Pairs(same, found, both);
  }

  @ParameterizedTest
  @EnumSource(Variants.class)
  void variantsAreFoundAndOtherTunesAreNot(Variants variant) throws IOException {
    Pairs pairs = pairs(scores(Path.of("midi-corpus")), List.of(variant), 1);
    assertThat(pairs.precision()).isGreaterThan(0.99);
    assertThat(pairs.recall()).isGreaterThan(variant == Variants.EDITED ? 0.9 : 0.95);
  }

  @Test
  void togetherTheyAreOneGroup() throws IOException {
    Pairs pairs = pairs(scores(Path.of("midi-corpus")), List.of(Variants.values()), 2);
    assertThat(pairs.precision()).isGreaterThan(0.99);
    assertThat(pairs.recall()).isGreaterThan(0.95);
  }
}
