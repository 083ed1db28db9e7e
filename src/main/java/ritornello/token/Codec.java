package ritornello.token;

import java.util.OptionalInt;
import ritornello.score.Score;

/**
 * Turns scores into sequences of token ids and back. Stateless; one is chosen by name when a model
 * is trained and stored with it.
 */
public interface Codec {

  /** Counts changes to the tokens that this codec makes of the same scores. */
  default int version() {
    return 1;
  }

  /** What chose it: its name and options, as they are stored with a model. */
  CodecSpec spec();

  Vocabulary vocabulary();

  /**
   * How many values each input of the network has; the first is the size of the vocabulary. See
   * {@link Context#inputs}.
   */
  int[] inputSizes();

  /** The context before the first token. */
  Context start();

  /**
   * The tokens of a score, ending with EOS, without BOS; or why it has none that are usable.
   *
   * <p>Never throws for what a file may hold.
   */
  Encoding encode(Score score);

  /** What this token of the vocabulary tells. */
  TokenKind kind(int token);

  /** How many notes a sequence tells of. */
  int noteCount(int[] tokens);

  /**
   * The tokens of a score, and which of its notes they tell of.
   *
   * @throws IllegalArgumentException if {@link #encode} rejects it
   */
  NoteTokens noteTokens(Score score);

  /**
   * How much of a score is left when it is encoded and decoded; of one that is rejected, nothing.
   */
  Fidelity fidelity(Score score);

  /** The music of any sequence of ids; ends at the first EOS. */
  Score decode(int[] tokens, Rendering rendering);

  /**
   * The same music, that many semitones higher (or, negative, lower).
   *
   * @throws IllegalArgumentException if a pitch would leave 0 to 127; see {@link #pitchRange}
   */
  int[] transpose(int[] tokens, int semitones);

  /**
   * Lowest and highest sounding pitch of a sequence, as {low, high}; empty where it has no notes.
   */
  int[] pitchRange(int[] tokens);

  /**
   * Lowest and highest pitch, as {low, high}, that pieces are moved within while training: C2 to
   * C7, what instruments that play melodies reach together.
   */
  default int[] instrumentRange() {
    return new int[] {36, 96};
  }

  /**
   * The same music slower, or faster; unchanged where the tokens tell no tempo, or it would leave
   * what they can tell.
   *
   * @param factor that times are multiplied by, more than 0; rounded to what the codec can tell
   */
  default int[] stretch(int[] tokens, double factor) {
    return tokens.clone();
  }

  /**
   * Softest and loudest of the velocities of a sequence, as {low, high}, each 0 to {@link
   * #velocities} − 1; empty where it has none.
   */
  default int[] velocityRange(int[] tokens) {
    return new int[0];
  }

  /** How many velocities the codec tells apart; 0 if it has none. */
  default int velocities() {
    return 0;
  }

  /**
   * The same music, that many of the codec's velocities louder (or, negative, softer).
   *
   * @throws IllegalArgumentException if one would leave those that there are; see {@link
   *     #velocityRange}
   */
  default int[] louder(int[] tokens, int velocities) {
    return tokens.clone();
  }

  /** The codec whose tokens this one's are made of; itself where they are made of none. */
  default Codec characters() {
    return this;
  }

  /** The same music, from tokens of {@link #characters()} to tokens of this codec. */
  default int[] words(int[] characters) {
    return characters;
  }

  /** The same music, from tokens of this codec to tokens of {@link #characters()}. */
  default int[] characters(int[] words) {
    return words;
  }

  /**
   * How many semitones higher than it is written the music sounds that follows a token; empty where
   * that token doesn't tell.
   */
  default OptionalInt shift(int token) {
    return OptionalInt.empty();
  }

  /**
   * Whether a piece has the same tokens in every key, but for those that tell the key; then nothing
   * is learned from transposing it.
   */
  default boolean isKeyRelative() {
    return false;
  }
}
