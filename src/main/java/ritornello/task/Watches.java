package ritornello.task;

import java.util.List;
import ritornello.score.KeySignature;
import ritornello.score.Scale;
import ritornello.token.BarPlace;
import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.TokenKind;
import ritornello.token.Vocabulary;

/** Makes a {@link Watch} of each constraint. */
final class Watches {
  private Watches() {}

  /**
   * One for each, in their order.
   *
   * @throws IllegalArgumentException if one makes no sense for the codec, or together they leave no
   *     pitch
   */
  static List<Watch> of(List<Constraint> constraints, Codec codec) {
    int stepsPerQuarter = codec.spec().stepsPerQuarter();
    int gridSteps =
        constraints.stream()
            .filter(Constraint.OnGrid.class::isInstance)
            .mapToInt(grid -> gridSteps((Constraint.OnGrid) grid, stepsPerQuarter))
            .findFirst()
            .orElse(1);
    Context start = codec.start();
    constraints.forEach(constraint -> check(constraint, codec, start));
    PitchesLeft.check(constraints);
    return constraints.stream()
        .map(constraint -> of(constraint, gridSteps, codec.characters()))
        .toList();
  }

  private static void check(Constraint constraint, Codec codec, Context start) {
    if (constraint.needsBars() && start.place().isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + constraint
              + "' needs music in bars, and the model's codec "
              + codec.spec().name()
              + " has none");
    }
    if (constraint.needsKey() && !codec.characters().isKeyRelative()) {
      throw new IllegalArgumentException(
          "'"
              + constraint
              + "' needs a key, and the model's codec "
              + codec.spec().name()
              + " tells none; name a scale, as D major");
    }
  }

  private static Watch of(Constraint constraint, int gridSteps, Codec codec) {
    if (constraint instanceof Constraint.InScale inScale) {
      return pitches(inScale);
    } else if (constraint instanceof Constraint.InRange range) {
      return (PitchWatch) (context, pitch) -> pitch >= range.lowest() && pitch <= range.highest();
    } else if (constraint instanceof Constraint.OnGrid) {
      return new GridWatch(gridSteps, codec);
    } else if (constraint instanceof Constraint.MaxPolyphony most) {
      return new PolyphonyWatch(most.notes(), codec);
    } else if (constraint instanceof Constraint.NoRepeatedBar) {
      return new RepeatedBarWatch(gridSteps);
    } else if (constraint instanceof Constraint.EndsOnTonic ends) {
      return new TonicWatch(ends.tonic());
    } else if (constraint instanceof Constraint.OtherThan other) {
      return new OtherThanWatch(other.notes());
    } else if (constraint instanceof Constraint.InMetre in) {
      return (context, token) -> !tellsMetre(codec.kind(token)) || isOf(in, context, token);
    } else if (constraint instanceof Constraint.ExactBars exact) {
      return (context, token) ->
          token != Vocabulary.EOS || context.placeAfter(token).orElseThrow().bar() >= exact.bars();
    }
    return chords((Constraint.OnChords) constraint);
  }

  private static boolean tellsMetre(TokenKind kind) {
    return kind == TokenKind.METRE || kind == TokenKind.BAR;
  }

  private static boolean isOf(Constraint.InMetre in, Context context, int token) {
    return context.placeAfter(token).orElseThrow().metre().equals(in.metre());
  }

  private static int gridSteps(Constraint.OnGrid grid, int stepsPerQuarter) {
    int whole = 4 * stepsPerQuarter;
    if (whole % grid.part() != 0) {
      throw new IllegalArgumentException(
          "'"
              + grid
              + "' does not fit: the model has "
              + stepsPerQuarter
              + " steps a quarter note, so that it can be 1/1, 1/2 and so on to 1/"
              + whole
              + " where that divides "
              + whole);
    }
    return whole / grid.part();
  }

  private static PitchWatch pitches(Constraint.InScale inScale) {
    if (inScale.scale().isPresent()) {
      Scale scale = inScale.scale().get();
      return (context, pitch) -> scale.has(pitch);
    }
    return (context, pitch) -> context.key().map(key -> isDiatonic(key, pitch)).orElse(true);
  }

  /** The pitch classes of a signature are seven fifths in a row. */
  private static boolean isDiatonic(KeySignature key, int pitch) {
    return Math.floorMod(7 * pitch - key.fifths() + 1, 12) < 7;
  }

  private static PitchWatch chords(Constraint.OnChords onChords) {
    return (context, pitch) -> {
      BarPlace place = context.place().orElseThrow();
      return place.bar() < 0 || !isStrong(place, onChords) || chordHas(place, onChords, pitch);
    };
  }

  private static boolean chordHas(BarPlace place, Constraint.OnChords onChords, int pitch) {
    return onChords.chords().at(place.bar(), place.step(), place.barSteps()).has(pitch);
  }

  private static boolean isStrong(BarPlace place, Constraint.OnChords onChords) {
    int parts = onChords.chords().ofBar(place.bar()).size();
    boolean chordBegins = place.step() * parts % place.barSteps() < parts;
    return chordBegins || Beats.isStrong(place);
  }
}
