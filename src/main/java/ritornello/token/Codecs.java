package ritornello.token;

import java.util.List;

/** All codecs there are, by name. */
public final class Codecs {

  /** What {@link #of} knows. */
  public static final List<String> NAMES = List.of(MelodyCodec.NAME);

  private Codecs() {}

  /**
   * The codec of this name and these options.
   *
   * @throws IllegalArgumentException if there is no such codec, or not with these options
   */
  public static Codec of(CodecSpec spec) {
    if (spec.name().equals(MelodyCodec.NAME)) {
      return new MelodyCodec(spec);
    }
    throw new IllegalArgumentException(
        "there is no codec '" + spec.name() + "'; known are: " + String.join(", ", NAMES));
  }
}
