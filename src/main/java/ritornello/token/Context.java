package ritornello.token;

import java.util.List;
import java.util.Optional;
import ritornello.score.KeySignature;

/**
 * Where a sequence stands after some tokens: what the network is fed next, and which tokens make
 * sense next. Mutable, one for each sequence; the same class serves training, scoring, generating
 * and live playing.
 */
public interface Context {

  /**
   * Writes the indices that the network sees at the next step, one for each of {@link
   * Codec#inputSizes}; the first is the token accepted last (BOS at the start), the others tell
   * where in the music the next token stands.
   */
  void inputs(int[] into);

  /** Whether the codec's grammar lets this token come next. */
  boolean allows(int token);

  /**
   * The notes, drums apart, that would begin if this token came next, in order of time; none that a
   * token of the grammar begins stands before one that a token before it began.
   */
  List<Onset> onsets(int token);

  /** Goes on by one token; any id of the vocabulary is taken, also one that is not allowed. */
  void accept(int token);

  /** Steps of music (not tokens) so far. */
  int steps();

  /** Full bars completed so far. */
  int bars();

  /** How many of them are a pickup, an unfinished bar before the first: 0 or 1. */
  default int pickupBars() {
    return 0;
  }

  /** Whether the next step is the first of a bar. */
  boolean atBarLine();

  /** Where in its bar the next step stands; nothing for music without bars. */
  default Optional<BarPlace> place() {
    return Optional.empty();
  }

  /** What {@link #place} would be if this token came next. */
  default Optional<BarPlace> placeAfter(int token) {
    return Optional.empty();
  }

  /**
   * How many notes, drums apart, would sound at the moment of the next step if this token came
   * next; with the note that must come then, if the token is one that only leads to a note.
   */
  int soundingAfter(int token);

  /** The key signature in force, if the tokens have told one. */
  default Optional<KeySignature> key() {
    return Optional.empty();
  }

  /** Where the sequence of {@link Codec#characters()} stands; this where there are no words. */
  default Context characters() {
    return this;
  }

  /** An independent copy, for trying continuations. */
  Context copy();
}
