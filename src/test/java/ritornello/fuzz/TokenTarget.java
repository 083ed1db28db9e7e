package ritornello.fuzz;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.Score;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Context;
import ritornello.token.Control;
import ritornello.token.Controls;
import ritornello.token.Words;

/**
 * Any ids at all, as tokens of every codec: they mean a score that can be written, and a context
 * follows them. What is thrown is a defect.
 */
public final class TokenTarget {
  private static final List<Codec> CODECS =
      Codecs.NAMES.stream()
          .map(name -> Codecs.of(Codecs.usual(name, OptionalInt.empty())))
          .flatMap(codec -> Stream.of(codec, Codecs.withWords(codec, someWords())))
          .flatMap(codec -> Stream.of(codec, Codecs.withControls(codec, someControls())))
          .toList();

  private static Controls someControls() {
    return new Controls(
        Collections.nCopies(Control.DENSITY.bins(), 1),
        Collections.nCopies(Control.REGISTER.bins(), 1));
  }

  /** Of neighbours, and of those with each other. */
  private static Words someWords() {
    IntStream lefts = IntStream.range(4, 90);
    return new Words(
        List.of(5, 9), lefts.mapToObj(left -> new Words.Merge(left, left + 1)).toList());
  }

  private TokenTarget() {}

  /** The entry that Jazzer looks for. */
  /** Loads all classes, which on a busy machine takes longer than an input may. */
  public static void fuzzerInitialize() throws IOException {
    fuzzerTestOneInput(new byte[64]);
  }

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    for (Codec codec : CODECS) {
      int size = codec.vocabulary().size();
      int[] tokens = new int[bytes.length / 2];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = ((bytes[2 * i] & 255) << 8 | (bytes[2 * i + 1] & 255)) % size;
      }
      Score score = codec.decode(tokens, FileTarget.PIANO);
      if (!MidiReader.read(MidiWriter.toBytes(score), "decoded").score().equals(score)) {
        throw new AssertionError("what is decoded is read as another score");
      }
      follow(codec, tokens);
    }
  }

  private static void follow(Codec codec, int[] tokens) {
    Context context = codec.start();
    int[] sizes = codec.inputSizes();
    int[] inputs = new int[sizes.length];
    for (int token : tokens) {
      context.inputs(inputs);
      for (int i = 0; i < inputs.length; i++) {
        if (inputs[i] < 0 || inputs[i] >= sizes[i]) {
          throw new AssertionError(codec.spec() + ": input " + i + " is " + inputs[i]);
        }
      }
      context.accept(token);
    }
  }
}
