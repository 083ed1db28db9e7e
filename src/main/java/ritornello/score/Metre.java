package ritornello.score;

/** From this step of a {@link Melody} on, which is a bar line, the time signature is this. */
public record Metre(int step, TimeSignature timeSignature) {
  public Metre {
    Check.notNegative("step of a time signature", step);
  }
}
