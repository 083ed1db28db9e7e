package ritornello.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ritornello.corpus.Corpus;
import ritornello.token.TokenSource;

/** A part of a collection, as it is divided for training. */
enum Side {
  TRAINING,
  VALIDATION,
  TEST;

  /** The side of this name, if it is one. */
  static Optional<Side> named(String name) {
    return Stream.of(values()).filter(side -> side.toString().equals(name)).findFirst();
  }

  /** Its pieces, as they are, in the tokens of the corpus's codec. */
  TokenSource of(Corpus corpus) {
    return switch (this) {
      case TRAINING -> corpus.training(0, false);
      case VALIDATION -> corpus.validation();
      case TEST -> corpus.test();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
