package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

/**
 * Tunes whose chords can be told from their melody, but not from a beat of it alone: each chord
 * lasts two beats, and on the first of them the melody has the tonic of the key, on the second the
 * chord's third.
 */
public final class ComposedTunes {
  private static final int STEPS = 12;
  private static final List<String> CHORDS = List.of("C", "F", "G7", "Am", "Dm");
  private static final int BARS = 8;

  private ComposedTunes() {}

  /**
   * A tune.
   *
   * @param semitones above C major, −5 to 6
   */
  public static HarmonizedTune tune(long seed, int semitones) {
    Random random = new Random(seed);
    KeySignature key = new KeySignature(0, false).transpose(semitones);
    List<MelodyNote> notes = new ArrayList<>();
    List<Harmony.Span> spans = new ArrayList<>();
    for (int half = 0; half < 2 * BARS; half++) {
      boolean last = half >= 2 * BARS - 2;
      Chord inC = Chord.parse(last ? "C" : CHORDS.get(random.nextInt(CHORDS.size())));
      int root = Math.floorMod(inC.root() + semitones, 12);
      Chord chord = Chord.of(root, inC.quality(), key);
      int start = half * 2 * STEPS;
      int tonic = octave(random) + Math.floorMod(semitones, 12);
      int third = octave(random) + (root + inC.intervals().get(1)) % 12;
      if (random.nextBoolean()) {
        notes.add(new MelodyNote(start, STEPS, tonic));
      } else {
        notes.add(new MelodyNote(start, STEPS / 2, tonic));
        notes.add(new MelodyNote(start + STEPS / 2, STEPS / 2, tonic + 7));
      }
      notes.add(new MelodyNote(start + STEPS, STEPS, third));
      spans.add(new Harmony.Span(start, 2 * STEPS, chord));
    }
    Melody melody =
        new Melody(
            STEPS,
            notes,
            List.of(new Metre(0, new TimeSignature(4, 4))),
            Optional.of(key),
            BARS * 4 * STEPS);
    return tune("tune " + seed, melody, new Harmony(STEPS, spans));
  }

  /** So that no two tunes are nearly the same. */
  private static int octave(Random random) {
    return 60 + 12 * random.nextInt(3);
  }

  static HarmonizedTune tune(String name, Melody melody, Harmony harmony) {
    List<HarmonizedTune.Sounding> sounding = new ArrayList<>();
    for (Beat beat : Beat.of(melody)) {
      sounding.add(
          harmony
              .at(beat.startStep())
              .<HarmonizedTune.Sounding>map(HarmonizedTune.Named::new)
              .orElseGet(HarmonizedTune.Silence::new));
    }
    return new HarmonizedTune(name, melody, sounding);
  }

  /** So many tunes in different keys. */
  public static List<HarmonizedTune> tunes(int count, long firstSeed) {
    return IntStream.range(0, count).mapToObj(i -> tune(firstSeed + i, i % 12 - 5)).toList();
  }

  /** The chords of a tune, as someone chose them. */
  public static Harmony harmony(HarmonizedTune tune) {
    List<Harmony.Span> spans = new ArrayList<>();
    List<Beat> beats = Beat.of(tune.melody());
    for (int i = 0; i < beats.size(); i++) {
      if (tune.sounding().get(i) instanceof HarmonizedTune.Named named) {
        Beat beat = beats.get(i);
        spans.add(new Harmony.Span(beat.startStep(), beat.steps(), named.chord()));
      }
    }
    return new Harmony(tune.melody().stepsPerQuarter(), spans).joined();
  }

  /** With its chords in a second track. */
  public static Score score(HarmonizedTune tune) {
    Score melody = tune.melody().toScore("Melody", 120, 0, 90);
    return Accompaniment.with(melody, tune.melody(), harmony(tune), Accompaniment.Pattern.HELD, 0);
  }
}
