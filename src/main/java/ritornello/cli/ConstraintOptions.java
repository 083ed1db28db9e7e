package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ritornello.score.KeySignature;
import ritornello.take.Asked;
import ritornello.take.Rules;

/** What invented music must keep to. */
final class ConstraintOptions {

  @Mixin private PitchOptions pitches;

  @Option(
      names = "--grid",
      paramLabel = "1/N",
      description = "Notes begin only on multiples of this after the bar line, as 1/8.")
  private Optional<String> grid = Optional.empty();

  @Option(
      names = "--polyphony",
      paramLabel = "N",
      description = "No more than so many notes at once, drums apart.")
  private Optional<Integer> polyphony = Optional.empty();

  @Option(
      names = "--chords",
      paramLabel = "CHORDS",
      description =
          "Chord symbols, one for each bar, or between bar lines those of a bar, as \"Dm7"
              + " G7 | Cmaj7\", again and again from the first bar on: notes that begin on"
              + " strong beats, and where a chord begins, are of the chord.")
  private Optional<String> chords = Optional.empty();

  @Option(
      names = "--no-repeated-bar",
      description = "No bar has the same notes at the same places as one before.")
  private boolean noRepeatedBar;

  @Option(
      names = "--exact-bars",
      description = "It has just as many bars as --bars says, not fewer.")
  private boolean exactBars;

  @Option(
      names = "--density",
      paramLabel = "sparse|medium|dense|N",
      description =
          "How many notes it is to have, as the thirds of the collection; or N notes a"
              + " quarter note. For models that were trained with --controls.")
  private Optional<String> density = Optional.empty();

  @Option(
      names = "--register",
      paramLabel = "low|middle|high|PITCH",
      description =
          "How high it is to be, as the thirds of the collection; or around a pitch, as"
              + " G4. For models that were trained with --controls.")
  private Optional<String> register = Optional.empty();

  /** What the piece is to be like as a whole. */
  Asked asked() {
    return new Asked(density, register);
  }

  /**
   * What was asked for.
   *
   * @param key that was asked for
   */
  Rules rules(Optional<KeySignature> key) {
    Rules rules = pitches.rules(key);
    return new Rules(
        rules.scale(),
        rules.range(),
        grid,
        polyphony,
        chords,
        noRepeatedBar,
        exactBars,
        rules.endOnTonic(),
        rules.tonic());
  }
}
