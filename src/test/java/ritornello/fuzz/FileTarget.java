package ritornello.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import ritornello.midi.MalformedMidiException;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;
import ritornello.midi.MidiWriter;
import ritornello.midi.NotMidiException;
import ritornello.score.Score;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;
import ritornello.token.Encoding;
import ritornello.token.Rendering;

/**
 * Any bytes at all, as a MIDI file: read, written and read again, turned into tokens by every codec
 * and back. What is thrown is a defect.
 */
public final class FileTarget {
  static final Rendering PIANO = new Rendering("piano", 120, 0, 80);
  private static final List<Codec> CODECS =
      List.of(
          Codecs.of(new CodecSpec("melody", 4)),
          Codecs.of(new CodecSpec("melody", 12)),
          Codecs.of(Codecs.usual("performance", OptionalInt.empty())),
          Codecs.of(Codecs.usual("remi", OptionalInt.empty())),
          Codecs.of(Codecs.usual("frames", OptionalInt.empty())));

  private FileTarget() {}

  /** The entry that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    MidiReading reading;
    try {
      reading = MidiReader.read(bytes, "fuzzed");
    } catch (NotMidiException e) {
      requireRefusal(bytes);
      return;
    }
    Score score = reading.score();
    if (!MidiReader.read(MidiWriter.toBytes(score), "written").score().equals(score)) {
      throw new AssertionError("what is written is read as another score");
    }
    requireStrictnessIn(bytes, reading);
    for (Codec codec : CODECS) {
      requireRoundTrip(codec, score);
    }
  }

  private static void requireRefusal(byte[] bytes) throws IOException {
    try {
      MidiReader.read(bytes, "fuzzed", MidiReader.Mode.STRICT);
    } catch (NotMidiException | MalformedMidiException e) {
      return;
    }
    throw new AssertionError("read strictly, and not tolerantly");
  }

  private static void requireStrictnessIn(byte[] bytes, MidiReading reading) throws IOException {
    try {
      Score strict = MidiReader.read(bytes, "fuzzed", MidiReader.Mode.STRICT).score();
      if (reading.repairCount() > 0 || !strict.equals(reading.score())) {
        throw new AssertionError("read strictly in spite of " + reading.repairs());
      }
    } catch (MalformedMidiException e) {
      if (reading.repairCount() == 0) {
        throw new AssertionError("refused without a repair: " + e.getMessage(), e);
      }
    }
  }

  /** What came out of a codec once is what comes out of it ever after. */
  private static void requireRoundTrip(Codec codec, Score score) {
    if (codec.encode(score) instanceof Encoding.Encoded encoded) {
      Score decoded = codec.decode(encoded.tokens(), PIANO);
      if (!(codec.encode(decoded) instanceof Encoding.Encoded)) {
        throw new AssertionError(codec.spec() + " refuses what it decoded");
      }
      codec.fidelity(score);
    }
  }
}
