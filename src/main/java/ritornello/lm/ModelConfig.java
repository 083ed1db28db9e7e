package ritornello.lm;

import java.io.IOException;
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

  /**
   * Refuses files that another version wrote.
   *
   * @param place of the model, for people
   * @throws IOException if this program does not read its format
   */
  public void checkFormat(String place) throws IOException {
    if (format != FORMAT) {
      throw new IOException(
          place
              + " is of format "
              + format
              + ", and this program reads format "
              + FORMAT
              + "; use the version of Ritornello that made it");
    }
  }
}
