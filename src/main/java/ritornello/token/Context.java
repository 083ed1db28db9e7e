package ritornello.token;

import java.util.List;

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

  /** An independent copy, for trying continuations. */
  Context copy();
}
