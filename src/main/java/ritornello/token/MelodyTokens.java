package ritornello.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;

/** The melody codec's vocabulary: which id means what. Never changes, for models are kept. */
final class MelodyTokens {
  /** Metres that have a token; of those with equally long bars, the more usual come first. */
  static final List<TimeSignature> METRES = metres();

  /** Where each of {@link #METRES} stands. */
  static final Map<TimeSignature, Integer> INDEX_OF_METRE =
      IntStream.range(0, METRES.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(METRES::get, index -> index));

  static final int FIRST_METRE = Vocabulary.SPECIAL.size();
  static final int FIRST_KEY = FIRST_METRE + METRES.size();
  static final int MOST_FIFTHS = 7;
  static final int REST = FIRST_KEY + 2 * MOST_FIFTHS + 1;
  static final int HOLD = REST + 1;
  static final int FIRST_NOTE = HOLD + 1;
  static final int SIZE = FIRST_NOTE + 128;

  private MelodyTokens() {}

  private static List<TimeSignature> metres() {
    List<TimeSignature> metres = new ArrayList<>();
    addMetres(metres, 4, 8);
    addMetres(metres, 8, 15);
    addMetres(metres, 16, 15);
    addMetres(metres, 2, 4);
    return List.copyOf(metres);
  }

  private static void addMetres(List<TimeSignature> metres, int denominator, int mostNumerator) {
    for (int numerator = 1; numerator <= mostNumerator; numerator++) {
      metres.add(new TimeSignature(numerator, denominator));
    }
  }

  /** The names of all tokens, as {@code METRE_6/8}, {@code KEY_+2}, {@code NOTE_60}. */
  static Vocabulary vocabulary() {
    List<String> names = new ArrayList<>(Vocabulary.SPECIAL);
    METRES.forEach(metre -> names.add("METRE_" + metre));
    for (int fifths = -MOST_FIFTHS; fifths <= MOST_FIFTHS; fifths++) {
      names.add("KEY_" + (fifths > 0 ? "+" : "") + fifths);
    }
    names.add("REST");
    names.add("HOLD");
    for (int pitch = 0; pitch < 128; pitch++) {
      names.add("NOTE_" + pitch);
    }
    return new Vocabulary(names);
  }

  static boolean isMetre(int token) {
    return token >= FIRST_METRE && token < FIRST_KEY;
  }

  static boolean isKey(int token) {
    return token >= FIRST_KEY && token < REST;
  }

  /** Whether it takes a step of the grid: a note, a hold or a rest. */
  static boolean isStep(int token) {
    return token >= REST && token < SIZE;
  }

  static boolean isNote(int token) {
    return token >= FIRST_NOTE && token < SIZE;
  }

  static TokenKind kind(int token) {
    if (isMetre(token)) {
      return TokenKind.METRE;
    } else if (isKey(token)) {
      return TokenKind.KEY;
    } else if (isNote(token)) {
      return TokenKind.PITCH;
    }
    if (token == REST) {
      return TokenKind.REST;
    }
    return token == HOLD ? TokenKind.HOLD : TokenKind.ofSpecial(token);
  }

  static TimeSignature metre(int token) {
    return METRES.get(token - FIRST_METRE);
  }

  static int ofMetre(TimeSignature metre) {
    Integer index = INDEX_OF_METRE.get(metre);
    return index == null ? Vocabulary.UNK : FIRST_METRE + index;
  }

  static KeySignature key(int token) {
    return new KeySignature(token - FIRST_KEY - MOST_FIFTHS, false);
  }

  static int ofKey(KeySignature key) {
    return FIRST_KEY + MOST_FIFTHS + key.fifths();
  }

  /**
   * How many semitones higher than written the music of a key sounds: the tonic of its major key
   * above C, 0 to 11; 0 for UNK.
   *
   * @param key a key's token, or UNK
   */
  static int shift(int key) {
    return isKey(key) ? Math.floorMod(7 * key(key).fifths(), 12) : 0;
  }

  /**
   * The sounding pitch of a note; past either end it goes on at the other, so that all have one.
   */
  static int pitch(int note, int key) {
    return Math.floorMod(note - FIRST_NOTE + shift(key), 128);
  }

  static int ofPitch(int pitch, int key) {
    return FIRST_NOTE + Math.floorMod(pitch - shift(key), 128);
  }
}
