package ritornello.harmony;

import java.util.List;
import java.util.Optional;
import ritornello.score.Chord;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.Melody;

/**
 * A melody with the chords that someone put under it.
 *
 * @param name for people
 * @param melody with a key
 * @param sounding what sounds on each of its beats
 */
public record HarmonizedTune(String name, Melody melody, List<Sounding> sounding) {

  /** What sounds on a beat besides the melody. */
  sealed interface Sounding {}

  /** A chord that has a name. */
  record Named(Chord chord) implements Sounding {}

  /** Nothing. */
  record Silence() implements Sounding {}

  /** Notes that are no chord with a name. */
  record Unknown() implements Sounding {}

  public HarmonizedTune {
    sounding = List.copyOf(sounding);
  }

  KeySignature key() {
    return key(melody);
  }

  /** The key that a melody says it is in, or else the one that fits it best. */
  static KeySignature key(Melody melody) {
    return melody.key().or(() -> Optional.of(KeyFinder.best(melody))).orElseThrow();
  }

  /** How many beats it has. */
  public int beats() {
    return sounding.size();
  }

  /** How many beats have a chord with a name. */
  public int named() {
    return (int) sounding.stream().filter(Named.class::isInstance).count();
  }

  /** How many beats have notes that are no chord with a name. */
  public int unknown() {
    return (int) sounding.stream().filter(Unknown.class::isInstance).count();
  }
}
