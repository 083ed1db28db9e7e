package ritornello.token;

import java.util.Locale;

/** What a token tells; of each codec some. */
public enum TokenKind {
  /** The metre of what follows. */
  METRE,
  /** The key signature. */
  KEY,
  /** A bar begins, of a metre. */
  BAR,
  /** The place in the bar of what follows. */
  POSITION,
  /** A pitch begins, or sounds in a frame. */
  PITCH,
  /** A drum is struck. */
  DRUM,
  /** How long a note is. */
  DURATION,
  /** For a step, a note goes on. */
  HOLD,
  /** For a step, nothing sounds. */
  REST,
  /** A note ends. */
  NOTE_OFF,
  /** Time passes. */
  TIME,
  /** How loud the notes are that follow. */
  VELOCITY,
  /** Who plays the notes that follow. */
  VOICE,
  /** How fast the music is. */
  TEMPO,
  /** How many notes the whole piece has in a time. */
  DENSITY,
  /** How high the whole piece is. */
  REGISTER,
  /** Several tokens of another codec in one. */
  WORD,
  /** The piece is over. */
  END,
  /** What the vocabulary lacks. */
  UNKNOWN,
  /** What never stands in a piece. */
  NONE;

  /** Whether a token of it makes no sense without a note, or the stroke of a drum, to follow. */
  public boolean leadsToNote() {
    return this == POSITION || this == TEMPO || this == VOICE || this == VELOCITY;
  }

  /** For people, as {@code note off}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Of the four tokens that every vocabulary begins with. */
  static TokenKind ofSpecial(int token) {
    return switch (token) {
      case Vocabulary.EOS -> END;
      case Vocabulary.UNK -> UNKNOWN;
      default -> NONE;
    };
  }
}
