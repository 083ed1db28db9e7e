package ritornello.task;

import java.util.List;
import java.util.Optional;
import ritornello.score.ChordProgression;
import ritornello.score.NoteName;
import ritornello.score.Scale;
import ritornello.score.TimeSignature;
import ritornello.token.Codec;
import ritornello.token.Onset;

/**
 * What invented music must keep to. Any of them go together. What a seed does is not changed, but
 * it counts: a bar of it is not repeated either.
 */
public sealed interface Constraint {

  /**
   * Only notes of a scale begin; drums apart.
   *
   * @param scale or that of the key signature which the piece has, where the tokens tell it
   */
  record InScale(Optional<Scale> scale) implements Constraint {
    @Override
    public String toString() {
      return scale.map(named -> "scale " + named).orElse("scale of the key");
    }
  }

  /**
   * Only pitches from one to another begin; drums apart.
   *
   * @param lowest 0 to 127
   * @param highest not below it, to 127
   */
  record InRange(int lowest, int highest) implements Constraint {
    public InRange {
      if (lowest < 0 || highest > 127 || lowest > highest) {
        throw new IllegalArgumentException(
            "a range from "
                + lowest
                + " to "
                + highest
                + "; it must go up, and pitches are from 0 to 127");
      }
    }

    @Override
    public String toString() {
      return "range " + NoteName.of(lowest) + " to " + NoteName.of(highest);
    }
  }

  /**
   * Notes, drums too, begin only at whole multiples of a part of a whole note after the bar line.
   *
   * @param part of a whole note: 8 for eighths, 12 for triplets of eighths; 1 to 48
   */
  record OnGrid(int part) implements Constraint {
    public OnGrid {
      if (part < 1 || part > 48) {
        throw new IllegalArgumentException("a grid of 1/" + part + "; it must be 1/1 to 1/48");
      }
    }

    @Override
    public String toString() {
      return "grid 1/" + part;
    }
  }

  /**
   * Where a note begins, no more than so many sound; drums apart.
   *
   * @param notes 1 or more
   */
  record MaxPolyphony(int notes) implements Constraint {
    public MaxPolyphony {
      if (notes < 1) {
        throw new IllegalArgumentException(
            "a polyphony of " + notes + " notes; it must be 1 or more");
      }
    }

    @Override
    public String toString() {
      return "polyphony " + notes;
    }
  }

  /** No bar has the same notes at the same places as one before it; how long they are is apart. */
  record NoRepeatedBar() implements Constraint {
    @Override
    public String toString() {
      return "no repeated bar";
    }
  }

  /**
   * It ends at a bar line, and of the notes that began last the lowest is the tonic.
   *
   * @param tonic pitch class, 0 to 11; or the tonic of the major or the minor key of the key
   *     signature which the piece has, where the tokens tell it
   */
  record EndsOnTonic(Optional<Integer> tonic) implements Constraint {
    public EndsOnTonic {
      if (tonic.isPresent() && (tonic.get() < 0 || tonic.get() > 11)) {
        throw new IllegalArgumentException(
            "the tonic is " + tonic.get() + "; it must be from 0 to 11");
      }
    }

    @Override
    public String toString() {
      return "ends on the tonic";
    }
  }

  /**
   * It has just so many bars, the seed's included and a pickup not counted.
   *
   * @param bars 1 or more
   */
  record ExactBars(int bars) implements Constraint {
    public ExactBars {
      if (bars < 1) {
        throw new IllegalArgumentException(bars + " bars; it must be 1 or more");
      }
    }

    @Override
    public String toString() {
      return "just " + bars + (bars == 1 ? " bar" : " bars");
    }
  }

  /**
   * It is not just these notes again, at the same places; how long they are is apart.
   *
   * @param notes in order of time
   */
  record OtherThan(List<Onset> notes) implements Constraint {
    public OtherThan {
      notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
      return "not the same again";
    }
  }

  /** Every bar is of one metre. */
  record InMetre(TimeSignature metre) implements Constraint {
    @Override
    public String toString() {
      return "metre " + metre;
    }
  }

  /**
   * On strong beats, and where a chord begins, only notes of the chord begin; drums apart. The
   * first chord is that of the first bar of the piece, a pickup has none.
   */
  record OnChords(ChordProgression chords) implements Constraint {
    @Override
    public String toString() {
      return "chords " + chords;
    }
  }

  /**
   * Sees whether music of a codec can keep to constraints, as far as that is known beforehand.
   *
   * @throws IllegalArgumentException if one makes no sense for the codec, or together they leave no
   *     pitch; the message is for people
   */
  static void check(List<Constraint> constraints, Codec codec) {
    Watches.of(constraints, codec);
  }

  /** Whether it makes sense only for music that is told in bars. */
  default boolean needsBars() {
    return this instanceof OnGrid
        || this instanceof NoRepeatedBar
        || this instanceof EndsOnTonic
        || this instanceof ExactBars
        || this instanceof InMetre
        || this instanceof OnChords;
  }

  /** Whether it asks for a key that the tokens tell. */
  default boolean needsKey() {
    return (this instanceof InScale inScale && inScale.scale().isEmpty())
        || (this instanceof EndsOnTonic ends && ends.tonic().isEmpty());
  }
}
