package ritornello.lm;

import java.io.IOException;
import java.util.Map;
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

  /** Which command a model of a kind is for. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          GENERATOR,
          "; this one is for 'ritornello generate'",
          "classifier",
          "; this one is for 'ritornello classify'",
          "harmonizer",
          "; this one is for 'ritornello harmonize'",
          "answerer",
          "; this one is for 'ritornello answer'");

  /**
   * Refuses a model that is for something else, or of another version.
   *
   * @param wanted its kind, if it is for this
   * @param place of the model, for people
   * @param otherwise what follows its kind in the message, as ", not a generator"
   * @throws IOException if it is of another kind or format
   */
  public void checkKind(String wanted, String place, String otherwise) throws IOException {
    if (!kind.equals(wanted)) {
      String use = COMMANDS.getOrDefault(kind, "");
      throw new IOException(place + " is a model of kind " + kind + otherwise + use);
    }
    checkFormat(place);
  }

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
