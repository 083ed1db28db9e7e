package ritornello.corpus;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How a labelled collection is divided.
 *
 * @param shares of the pieces of each label
 * @param seed of which piece goes where
 * @param works finds in the path of a file the name of the work that it is a part of, as the text
 *     of its first group or all that it finds: a work stays on one side
 * @param fewest pieces, near-duplicates and parts of one work counting once, that a label must
 *     have; labels with fewer are left out; 3 or more
 */
public record LabelledSplit(Split shares, long seed, Optional<String> works, int fewest) {
  /** One for each side. */
  public static final int LEAST_FEWEST = 3;

  public LabelledSplit {
    if (fewest < LEAST_FEWEST) {
      throw new IllegalArgumentException(
          "fewest pieces of a label are "
              + fewest
              + "; they must be "
              + LEAST_FEWEST
              + " or more, to learn from, to validate and to test on");
    }
    works.ifPresent(LabelledSplit::compiled);
    if (shares.validation() == 0 || shares.test() == 0) {
      throw new IllegalArgumentException(
          "shares for validation and test are "
              + shares.validation()
              + " and "
              + shares.test()
              + "; both must be more than 0");
    }
  }

  /** What finds the name of a work. */
  Optional<Pattern> workPattern() {
    return works.map(LabelledSplit::compiled);
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + regex + "' is no regular expression: " + e.getDescription(), e);
    }
  }
}
