package ritornello.score;

/** From this tick on the key is this. */
public record KeySignatureChange(long tick, KeySignature keySignature) {
  public KeySignatureChange {
    Check.notNegative("tick of a key signature", tick);
  }
}
