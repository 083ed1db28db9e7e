package ritornello.classify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;
import ritornello.token.TokenKind;

/**
 * What a classifier is asked, and what it is shown of a piece: {@code vocabulary.json} of a model.
 *
 * @param codec what finds the notes of a score
 * @param sha256 of the codec's vocabulary
 * @param labels that it tells apart, sorted; 2 or more
 * @param metre whether it is shown the written metre: how long the bar of each note is
 * @param stretch notes of a piece that are shown at once, at most
 * @param mostStretches of a piece that are learned in an epoch, and looked at for an answer
 * @param data how the labels and the sides of its collection were found
 */
public record Scheme(
    CodecSpec codec,
    String sha256,
    List<String> labels,
    boolean metre,
    int stretch,
    int mostStretches,
    Data data) {
  private static final int LEAST_STRETCH = 8;
  private static final int MOST_STRETCH = 4095;

  /**
   * How the labels and the sides of a collection were found, so that it can be divided again.
   *
   * @param labelPattern that found the label in the name of a file, if one did
   * @param workPattern that found the work that a file is a part of, if one did
   * @param fewest pieces of a label
   */
  public record Data(Optional<String> labelPattern, Optional<String> workPattern, int fewest) {}

  public Scheme {
    labels = List.copyOf(labels);
    if (labels.size() < 2) {
      throw new IllegalArgumentException("there are " + labels.size() + " labels; 2 are needed");
    }
    checkStretch(stretch);
    if (mostStretches < 1) {
      throw new IllegalArgumentException(
          "stretches of a piece are " + mostStretches + "; they must be 1 or more");
    }
  }

  /**
   * @throws IllegalArgumentException if it is too short or too long
   */
  public static void checkStretch(int notes) {
    if (notes < LEAST_STRETCH || notes > MOST_STRETCH) {
      throw new IllegalArgumentException(
          "a stretch of "
              + notes
              + " notes; it must be from "
              + LEAST_STRETCH
              + " to "
              + MOST_STRETCH);
    }
  }

  /**
   * For notes that a codec finds.
   *
   * @throws IllegalArgumentException if the metre is to be shown, and the codec does not tell it
   */
  public static Scheme of(
      Codec codec, List<String> labels, boolean metre, int stretch, int mostStretches, Data data) {
    if (metre && writtenMetres(codec).length == 0) {
      throw new IllegalArgumentException(
          "the " + codec.spec().name() + " codec does not tell the metre, so it can't be shown");
    }
    return new Scheme(
        codec.spec(), codec.vocabulary().sha256(), labels, metre, stretch, mostStretches, data);
  }

  /** The tokens of a codec that tell the metre. */
  static int[] writtenMetres(Codec codec) {
    return IntStream.range(0, codec.vocabulary().size())
        .filter(token -> codec.kind(token) == TokenKind.METRE || codec.kind(token) == TokenKind.BAR)
        .toArray();
  }

  /** What finds the notes. */
  public Codec newCodec() {
    return Codecs.of(codec);
  }

  /** Rows of each input of its network. */
  public int[] inputSizes() {
    return new NoteSymbols(newCodec(), metre).inputSizes();
  }

  /** How many stretches a piece of so many notes is shown in. */
  int stretches(int notes) {
    return Math.max(1, Math.min(mostStretches, (notes + stretch - 1) / stretch));
  }

  /** Where stretches begin that lie as evenly as they can. */
  int[] evenStarts(int notes, int count) {
    int last = Math.max(0, notes - stretch);
    return IntStream.range(0, count)
        .map(i -> count == 1 ? last / 2 : (int) ((long) last * i / (count - 1)))
        .toArray();
  }

  /** Where stretches begin that lie anywhere, each in its own part of the piece. */
  int[] randomStarts(int notes, int count, SplittableRandom random) {
    int last = Math.max(0, notes - stretch);
    return IntStream.range(0, count)
        .map(i -> Math.min(last, (int) ((last + 1L) * (i + random.nextDouble()) / count)))
        .toArray();
  }

  /** The symbols of a stretch. */
  int[] stretch(int[] symbols, int start) {
    return Arrays.copyOfRange(symbols, start, Math.min(symbols.length, start + stretch));
  }
}
