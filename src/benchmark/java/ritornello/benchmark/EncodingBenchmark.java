package ritornello.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Corpus;
import ritornello.corpus.Split;
import ritornello.midi.MidiReader;
import ritornello.score.Score;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;
import ritornello.token.Encoding;
import ritornello.token.TokenSource;
import ritornello.token.WordLearner;

/**
 * Turning the scores of a collection into tokens, against reading them: from memory, and from their
 * files, which the system keeps in memory.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class EncodingBenchmark {

  /** What is read. */
  @State(Scope.Benchmark)
  public static class Files {
    @Param({"nottingham", "piano-midi-de", "openmsx"})
    public String collection;

    List<Path> paths;
    List<byte[]> contents;

    @Setup
    public void read() throws IOException {
      paths = Collections.paths(collection);
      contents = Collections.files(collection);
    }
  }

  /** What is encoded. */
  @State(Scope.Benchmark)
  public static class Scores {
    @Param({"melody", "performance", "remi", "frames", "words"})
    public String codec;

    final List<Score> scores = new ArrayList<>();
    Codec encoder;

    @Setup
    public void read(Files files) throws IOException {
      for (byte[] file : files.contents) {
        scores.add(MidiReader.read(file, "file").score());
      }
      encoder = codec.equals("words") ? words(files.collection) : Codecs.of(usual(codec));
      long tokens = scores.stream().mapToLong(this::tokens).sum();
      long notes = scores.stream().mapToLong(Score::noteCount).sum();
      System.out.printf("%n%d notes, %d tokens%n", notes, tokens);
    }

    private static CodecSpec usual(String name) {
      return Codecs.usual(name, OptionalInt.empty());
    }

    /** 2000 tokens over those of performances, learned from this collection. */
    private static Codec words(String collection) throws IOException {
      Codec characters = Codecs.of(usual("performance"));
      CollectionScan scan = new CollectionScan(characters, (done, total) -> {});
      List<Path> folder = List.of(Collections.folder(collection));
      Corpus corpus = Corpus.of(scan.scan(folder), characters, Split.DEFAULT);
      TokenSource training = corpus.training(1, true);
      return Codecs.withWords(
          characters, WordLearner.learn(characters, training, OptionalInt.of(2000), 0));
    }

    private int tokens(Score score) {
      return encoder.encode(score) instanceof Encoding.Encoded encoded
          ? encoded.tokens().length
          : 0;
    }
  }

  @Benchmark
  public void encoding(Scores scores, Blackhole hole) {
    for (Score score : scores.scores) {
      hole.consume(scores.encoder.encode(score));
    }
  }

  @Benchmark
  public void readingMemory(Files files, Blackhole hole) throws IOException {
    for (byte[] file : files.contents) {
      hole.consume(MidiReader.read(file, "file").score());
    }
  }

  @Benchmark
  public void readingFiles(Files files, Blackhole hole) throws IOException {
    for (Path path : files.paths) {
      hole.consume(MidiReader.read(path, MidiReader.Mode.TOLERANT).score());
    }
  }
}
