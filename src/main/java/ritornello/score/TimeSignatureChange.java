package ritornello.score;

/** From this tick on the metre is this. */
public record TimeSignatureChange(long tick, TimeSignature timeSignature) {
  public TimeSignatureChange {
    Check.notNegative("tick of a time signature", tick);
  }
}
