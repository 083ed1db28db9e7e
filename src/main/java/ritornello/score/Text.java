package ritornello.score;

/**
 * Words in a score.
 *
 * @param tick where they stand
 * @param kind what they are
 * @param value the words
 */
public record Text(long tick, Kind kind, String value) {

  /** The kinds of text that a MIDI file tells apart, by the number of their meta event. */
  public enum Kind {
    TEXT(1),
    COPYRIGHT(2),
    /** A name of the piece, or of anything in it but a track. */
    TITLE(3),
    INSTRUMENT(4),
    LYRIC(5),
    MARKER(6),
    CUE(7);

    private final int metaType;

    Kind(int metaType) {
      this.metaType = metaType;
    }

    /** Number of the meta event, 1 to 7. */
    public int metaType() {
      return metaType;
    }
  }

  public Text {
    Check.notNegative("tick of a text", tick);
  }
}
