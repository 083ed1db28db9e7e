package ritornello.lm;

import ritornello.nn.NetworkSpec;

/**
 * What {@code config.json} of a model holds.
 *
 * @param format version of these files
 * @param kind what the model is for: {@code generator}
 * @param network its shape
 */
public record ModelConfig(int format, String kind, NetworkSpec network) {
  /** The version that this program writes. */
  public static final int FORMAT = 1;

  /** A model that goes on where a melody stops. */
  public static final String GENERATOR = "generator";
}
