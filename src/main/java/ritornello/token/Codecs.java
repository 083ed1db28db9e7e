package ritornello.token;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All codecs there are, by name. */
public final class Codecs {

  /** What {@link #of} knows. */
  public static final List<String> NAMES =
      List.of(MelodyCodec.NAME, PerformanceCodec.NAME, RemiCodec.NAME, FramesCodec.NAME);

  private Codecs() {}

  /**
   * The codec of this name and these options.
   *
   * @throws IllegalArgumentException if there is no such codec, or not with these options
   */
  public static Codec of(CodecSpec spec) {
    CodecSpec characters = spec.with(Words.NONE).with(Optional.empty());
    Codec codec = withWords(ofCharacters(characters), spec.words().orElse(Words.NONE));
    return spec.controls().isPresent() ? withControls(codec, spec.controls().get()) : codec;
  }

  /**
   * A codec whose pieces begin with what they are like.
   *
   * @param codec with or without words
   * @throws IllegalArgumentException if it has controls already
   */
  public static ControlledCodec withControls(Codec codec, Controls controls) {
    return new ControlledCodec(codec, controls);
  }

  /**
   * A codec that joins another's tokens; that itself if there is nothing to join.
   *
   * @throws IllegalArgumentException if the words are not those of this codec
   */
  public static Codec withWords(Codec characters, Words words) {
    return words.isNone() ? characters : new WordCodec(characters, words);
  }

  private static Codec ofCharacters(CodecSpec spec) {
    return switch (spec.name()) {
      case MelodyCodec.NAME -> new MelodyCodec(spec);
      case PerformanceCodec.NAME -> new PerformanceCodec(spec);
      case RemiCodec.NAME -> new RemiCodec(spec);
      case FramesCodec.NAME -> new FramesCodec(spec);
      default -> throw unknown(spec.name());
    };
  }

  /**
   * What the codec of this name is made of where nothing else is chosen.
   *
   * @param stepsPerQuarter if chosen
   * @throws IllegalArgumentException if there is no such codec, or it has no grid to choose
   */
  public static CodecSpec usual(String name, OptionalInt stepsPerQuarter) {
    return switch (name) {
      case MelodyCodec.NAME -> new CodecSpec(name, stepsPerQuarter.orElse(4));
      case FramesCodec.NAME -> CodecSpec.plain(name, stepsPerQuarter.orElse(4));
      case PerformanceCodec.NAME ->
          CodecSpec.plain(name, stepsPerQuarter.orElse(CodecSpec.NO_GRID));
      case RemiCodec.NAME -> CodecSpec.plain(name, stepsPerQuarter.orElse(12));
      default -> throw unknown(name);
    };
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "there is no codec '" + name + "'; known are: " + String.join(", ", NAMES));
  }
}
