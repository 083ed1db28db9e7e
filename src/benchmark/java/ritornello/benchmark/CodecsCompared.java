package ritornello.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Corpus;
import ritornello.corpus.Split;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Rendering;
import ritornello.token.TokenSource;
import ritornello.token.WordLearner;

/**
 * How many tokens each codec needs for a note, as it is and with more and more words: those are
 * learned from nine tenths of a collection and counted on the rest.
 *
 * <p>Arguments: folders.
 */
public final class CodecsCompared {
  private static final int[] SIZES = {500, 1000, 2000, 4000};

  private CodecsCompared() {}

  public static void main(String[] folders) throws IOException {
    System.out.printf("%-36s %-12s %10s %14s %9s%n", "", "codec", "vocabulary", "tokens/note", "s");
    for (String folder : folders) {
      for (String name : Codecs.NAMES) {
        measure(folder, Codecs.of(Codecs.usual(name, OptionalInt.empty())));
      }
    }
  }

  private static void measure(String folder, Codec codec) throws IOException {
    CollectionScan scan = new CollectionScan(codec, (done, total) -> {});
    Corpus corpus = Corpus.of(scan.scan(List.of(Path.of(folder))), codec, Split.DEFAULT);
    List<int[]> held = new ArrayList<>();
    for (Iterator<int[]> pieces = corpus.validation().epoch(0); pieces.hasNext(); ) {
      held.add(pieces.next());
    }
    print(folder, codec, held, 0);
    TokenSource training = corpus.training(1, true);
    for (int size : SIZES) {
      if (size > codec.vocabulary().size()) {
        long begun = System.nanoTime();
        Codec words =
            Codecs.withWords(codec, WordLearner.learn(codec, training, OptionalInt.of(size), 0));
        print(folder, words, held, (System.nanoTime() - begun) / 1e9);
      }
    }
  }

  private static void print(String folder, Codec codec, List<int[]> held, double seconds) {
    Rendering rendering = new Rendering("", 120, 0, 64);
    long tokens = 0;
    long notes = 0;
    for (int[] piece : held) {
      tokens += codec.words(piece).length;
      notes += codec.characters().decode(piece, rendering).noteCount();
    }
    System.out.printf(
        "%-36s %-12s %10d %14.2f %9.1f%n",
        folder, codec.spec().name(), codec.vocabulary().size(), (double) tokens / notes, seconds);
  }
}
