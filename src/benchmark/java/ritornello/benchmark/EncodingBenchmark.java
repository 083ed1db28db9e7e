package ritornello.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import ritornello.midi.MidiReader;
import ritornello.score.Score;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Encoding;

/** Turning the scores of a collection into tokens, against reading them from their bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodingBenchmark {
  @Param({"nottingham", "piano-midi-de", "openmsx"})
  public String collection;

  @Param({"melody", "performance"})
  public String codec;

  private List<byte[]> files;
  private final List<Score> scores = new ArrayList<>();
  private Codec encoder;

  /** What JMH divides by the time. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Counts {
    public long tokens;
    public long files;
  }

  @Setup
  public void read() throws IOException {
    files = Collections.files(collection);
    for (byte[] file : files) {
      scores.add(MidiReader.read(file, "file").score());
    }
    encoder = Codecs.of(Codecs.usual(codec, OptionalInt.empty()));
  }

  @Benchmark
  public void encoding(Counts counts, Blackhole hole) {
    for (Score score : scores) {
      Encoding encoding = encoder.encode(score);
      counts.files++;
      if (encoding instanceof Encoding.Encoded encoded) {
        counts.tokens += encoded.tokens().length;
      }
      hole.consume(encoding);
    }
  }

  @Benchmark
  public void reading(Counts counts, Blackhole hole) throws IOException {
    for (byte[] file : files) {
      hole.consume(MidiReader.read(file, "file").score());
      counts.files++;
    }
  }
}
