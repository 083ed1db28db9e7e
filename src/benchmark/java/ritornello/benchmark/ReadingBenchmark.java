package ritornello.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
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

/**
 * Reading a whole collection from memory: to a score with its notes paired, against the JDK's
 * reader alone, which pairs none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReadingBenchmark {
  @Param({"nottingham", "piano-midi-de", "openmsx"})
  public String collection;

  private List<byte[]> files;

  @Setup
  public void read() throws IOException {
    files = Collections.files(collection);
  }

  @Benchmark
  public void ritornello(Blackhole hole) throws IOException {
    for (byte[] file : files) {
      hole.consume(MidiReader.read(file, "file").score());
    }
  }

  @Benchmark
  public void jdk(Blackhole hole) throws IOException {
    for (byte[] file : files) {
      try {
        hole.consume(MidiSystem.getSequence(new ByteArrayInputStream(file)));
      } catch (InvalidMidiDataException e) {
        hole.consume(e);
      }
    }
  }
}
