package ritornello.take;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.token.Context;
import ritornello.token.MelodyCodec;

/** For models of melodies: they have a metre and a key. */
record MelodyComposer(MelodyCodec codec) implements Composer {
  private static final int VELOCITY = 90;

  @Override
  public Seed seed(Wish wish) throws IOException, WrongOptionException {
    if (wish.midi().isPresent()) {
      return midiSeed(wish.midi().get(), wish);
    }
    boolean begun = wish.notes().isPresent() || wish.chords().isPresent();
    Optional<TimeSignature> metre =
        begun ? wish.metre().or(() -> Optional.of(TimeSignature.COMMON)) : wish.metre();
    int[] prefix;
    try {
      prefix = codec.prefix(metre, wish.key());
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException("wrong value for --metre: " + e.getMessage());
    }
    if (!begun) {
      return new Seed(prefix, 0, Optional.empty());
    }
    int grid = codec.spec().stepsPerQuarter();
    TimeSignature inForce = metre.orElseThrow();
    Melody notes =
        wish.chords()
            .map(chords -> chords.toMelody(inForce, grid))
            .orElseGet(() -> NoteText.parse(wish.notes().orElseThrow(), inForce, grid));
    return seed(notes, wish.key(), Optional.empty());
  }

  private Seed midiSeed(MidiSeed midi, Wish wish) throws IOException, WrongOptionException {
    if (wish.metre().isPresent()) {
      throw new WrongOptionException(
          "--metre goes with --seed, or no seed; with --seed-midi the file tells the metre");
    }
    Score score = midi.score();
    MelodyFinding finding = new MelodyFinder(codec.spec().stepsPerQuarter()).find(score);
    if (finding instanceof MelodyFinding.Found found) {
      double qpm = score.tempoMap().changes().get(0).qpm();
      return seed(found.melody(), wish.key(), Optional.of(qpm));
    }
    String reason = ((MelodyFinding.None) finding).reason();
    throw new IOException("no melody to go on from in " + midi.place() + ": " + reason);
  }

  private Seed seed(Melody melody, Optional<KeySignature> wantedKey, Optional<Double> qpm) {
    Optional<KeySignature> known = wantedKey.or(melody::key);
    Melody keyed = melody.withKey(known.or(() -> Optional.of(KeyFinder.best(melody))));
    return new Seed(codec.encodeSeed(keyed), countedBars(keyed), qpm);
  }

  @Override
  public Music music(
      int[] tokens, Seed seed, boolean withoutSeed, Optional<Double> qpm, int program) {
    Melody all = codec.decodeMelody(tokens);
    Melody melody = withoutSeed ? all.after(steps(seed)) : all;
    double tempo = qpm.or(seed::qpm).orElseGet(() -> usual(melody.firstTimeSignature()));
    String summary =
        countedBars(melody)
            + " bars of "
            + melody.firstTimeSignature()
            + ", "
            + melody.key().map(MelodyComposer::keyName).orElse("no key");
    return new Music(melody.toScore("melody", tempo, program, VELOCITY), summary);
  }

  private int steps(Seed seed) {
    Context context = codec.start();
    Arrays.stream(seed.tokens()).forEach(context::accept);
    return context.steps();
  }

  /** As musicians count them: without the pickup. */
  private static int countedBars(Melody melody) {
    boolean pickup = !melody.notes().isEmpty() && melody.notes().get(0).startStep() > 0;
    return melody.bars().size() - (pickup ? 1 : 0);
  }

  /** A dancing tempo: a jig goes by dotted quarter notes. */
  private static double usual(TimeSignature signature) {
    if (signature.isCompound()) {
      return 165;
    }
    return signature.numerator() == 3 ? 130 : 140;
  }

  /** A token tells the signature only, not whether it is major or minor. */
  private static String keyName(KeySignature signature) {
    KeySignature major = new KeySignature(signature.fifths(), false);
    KeySignature minor = new KeySignature(signature.fifths(), true);
    return major + " or " + minor;
  }
}
