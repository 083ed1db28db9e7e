package ritornello.harmony;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ritornello.score.Chord;
import ritornello.score.KeySignature;

/**
 * What can stand on a beat: no chord, label 0, or one of twelve roots in one of some qualities.
 *
 * @param qualities as they follow the root in a symbol; empty for major
 */
record Labels(List<String> qualities) {
  static final int NO_CHORD = 0;
  private static final int ROOTS = 12;

  Labels {
    qualities = List.copyOf(qualities);
    if (qualities.isEmpty() || new HashSet<>(qualities).size() != qualities.size()) {
      throw new IllegalArgumentException("qualities of chords are " + qualities);
    }
    qualities.forEach(quality -> Chord.parse("C" + quality));
  }

  int count() {
    return 1 + ROOTS * qualities.size();
  }

  /** The label of a chord, if its quality has one. */
  OptionalInt of(Chord chord, KeySignature key) {
    int quality = qualities.indexOf(chord.quality());
    int root = Math.floorMod(chord.root() - majorTonic(key), ROOTS);
    return quality < 0
        ? OptionalInt.empty()
        : OptionalInt.of(1 + root * qualities.size() + quality);
  }

  /** The chord that a label means; empty if it means none. */
  Optional<Chord> chord(int label, KeySignature key) {
    return label == NO_CHORD
        ? Optional.empty()
        : Optional.of(Chord.of((root(label) + majorTonic(key)) % ROOTS, quality(label), key));
  }

  /** Semitones above the tonic of the signature's major key; −1 of no chord. */
  int root(int label) {
    return label == NO_CHORD ? -1 : (label - 1) / qualities.size();
  }

  /** The quality; a dash of no chord. */
  String quality(int label) {
    return label == NO_CHORD ? "-" : qualities.get((label - 1) % qualities.size());
  }

  /** Pitch class of the tonic of the major key with this signature. */
  static int majorTonic(KeySignature key) {
    return Math.floorMod(key.fifths() * 7, ROOTS);
  }
}
