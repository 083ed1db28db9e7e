package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.score.KeySignature;
import ritornello.take.Rules;

/** Which pitches invented music must keep to. */
final class PitchOptions {

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description =
          "Only its notes: a tonic and major, minor, harmonic minor, melodic minor,"
              + " dorian, phrygian, lydian, mixolydian, locrian, pentatonic, minor pentatonic,"
              + " blues, major blues, whole tone or diminished, as \"D dorian\"; or notes, as"
              + " \"D E G A\"; or key, the notes of its key.")
  private Optional<String> scale = Optional.empty();

  @Option(
      names = "--range",
      paramLabel = "LOW-HIGH",
      description = "Only pitches from one to another, as C4-A5.")
  private Optional<String> range = Optional.empty();

  @Option(
      names = "--end-on-tonic",
      description = "It ends at a bar line, and on the tonic: of --scale, of --key, or of its key.")
  private boolean endOnTonic;

  /**
   * What was asked for.
   *
   * @param key that was asked for
   */
  Rules rules(Optional<KeySignature> key) {
    Optional<Integer> tonic = endOnTonic ? key.map(KeySignature::tonic) : Optional.empty();
    return Rules.NONE.withPitches(scale, range, endOnTonic, tonic);
  }
}
