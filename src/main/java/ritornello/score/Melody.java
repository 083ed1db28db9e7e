package ritornello.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One voice on a grid: what the melody codec turns into tokens.
 *
 * <p>Step 0 is a bar line; a pickup is a first bar that begins with a rest.
 *
 * @param stepsPerQuarter 4, or 12 for triplets
 * @param notes sorted by start, none overlapping the next
 * @param metres sorted by step, the first at step 0, each at a bar line of the one before it
 * @param key if it is known
 * @param lengthSteps where the melody ends, not before the end of its last note; at a bar line if
 *     it is a whole tune, anywhere if it is to be continued
 */
public record Melody(
    int stepsPerQuarter,
    List<MelodyNote> notes,
    List<Metre> metres,
    Optional<KeySignature> key,
    int lengthSteps) {

  /** Ticks a quarter note of {@link #toScore}, or a multiple of it. */
  private static final int SCORE_PPQ = 480;

  public Melody {
    Check.range("steps a quarter note", stepsPerQuarter, 1, 96);
    notes = List.copyOf(notes);
    metres = List.copyOf(metres);
    checkMetres(metres, stepsPerQuarter);
    int end = 0;
    for (MelodyNote note : notes) {
      if (note.startStep() < end) {
        throw new IllegalArgumentException("notes of a melody overlap at step " + note.startStep());
      }
      end = note.endStep();
    }
    if (lengthSteps < end) {
      throw new IllegalArgumentException(
          "a melody of " + lengthSteps + " steps has a note that ends at step " + end);
    }
  }

  private static void checkMetres(List<Metre> metres, int stepsPerQuarter) {
    if (metres.isEmpty() || metres.get(0).step() != 0) {
      throw new IllegalArgumentException("a melody needs a time signature at step 0");
    }
    for (int i = 1; i < metres.size(); i++) {
      Metre before = metres.get(i - 1);
      int steps = metres.get(i).step() - before.step();
      if (steps <= 0) {
        throw new IllegalArgumentException(
            "time signatures of a melody must be sorted by step; no two on one step");
      }
      if (steps % stepsPerBar(before.timeSignature(), stepsPerQuarter) != 0) {
        throw new IllegalArgumentException(
            "the time signature at step "
                + metres.get(i).step()
                + " of a melody is not at a bar line of "
                + before.timeSignature());
      }
    }
  }

  /**
   * Length of a bar of this metre on a grid, in steps; at least 1, rounded where the grid is too
   * coarse for the metre.
   */
  public static int stepsPerBar(TimeSignature timeSignature, int stepsPerQuarter) {
    return Math.max(1, (int) Math.round(timeSignature.quartersPerBar() * stepsPerQuarter));
  }

  /** All bars from step 0 on; the last one holds the last step, and may go on after it. */
  public List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    int metre = 0;
    for (int step = 0; step < lengthSteps; step = bars.get(bars.size() - 1).endStep()) {
      if (metre + 1 < metres.size() && metres.get(metre + 1).step() == step) {
        metre++;
      }
      TimeSignature timeSignature = metres.get(metre).timeSignature();
      bars.add(new Bar(step, stepsPerBar(timeSignature, stepsPerQuarter), timeSignature));
    }
    return bars;
  }

  /** The time signature at step 0. */
  public TimeSignature firstTimeSignature() {
    return metres.get(0).timeSignature();
  }

  /** The same melody, said to be in this key. */
  public Melody withKey(Optional<KeySignature> newKey) {
    return new Melody(stepsPerQuarter, notes, metres, newKey, lengthSteps);
  }

  /**
   * The melody as a score of one track on channel 0, with its time signatures, its key if it is
   * known, and one tempo. A quarter note has 480 ticks, or the next multiple that the grid divides.
   *
   * @param name of the track
   * @param qpm tempo in quarter notes a minute, 3.6 or more
   * @param program General MIDI program, 0 to 127
   * @param velocity of every note, 1 to 127
   */
  public Score toScore(String name, double qpm, int program, int velocity) {
    int ppq = SCORE_PPQ;
    while (ppq % stepsPerQuarter != 0) {
      ppq += SCORE_PPQ;
    }
    long ticksPerStep = ppq / stepsPerQuarter;
    List<Note> sounding = new ArrayList<>();
    for (MelodyNote note : notes) {
      long start = note.startStep() * ticksPerStep;
      sounding.add(new Note(start, note.lengthSteps() * ticksPerStep, note.pitch(), velocity));
    }
    Track track = new Track(name, 0, sounding, List.of(new ChannelEvent.ProgramChange(0, program)));
    return new Score(
        ppq,
        List.of(TempoChange.ofQpm(0, qpm)),
        metres.stream()
            .map(m -> new TimeSignatureChange(m.step() * ticksPerStep, m.timeSignature()))
            .toList(),
        key.map(signature -> new KeySignatureChange(0, signature)).stream().toList(),
        List.of(),
        List.of(track));
  }

  /**
   * Another melody after this one, from the next bar line on; in this one's key.
   *
   * @param other on the same grid
   * @throws IllegalArgumentException if it is on another grid
   */
  public Melody then(Melody other) {
    if (other.stepsPerQuarter != stepsPerQuarter) {
      throw new IllegalArgumentException(
          "a melody on "
              + other.stepsPerQuarter
              + " steps a quarter note can't follow one on "
              + stepsPerQuarter);
    }
    int start = endOfBars();
    List<MelodyNote> both = new ArrayList<>(notes);
    for (MelodyNote note : other.notes) {
      both.add(new MelodyNote(start + note.startStep(), note.lengthSteps(), note.pitch()));
    }
    List<Metre> inForce = new ArrayList<>(metres);
    for (Metre metre : other.metres) {
      if (!metre.timeSignature().equals(inForce.get(inForce.size() - 1).timeSignature())) {
        inForce.add(new Metre(start + metre.step(), metre.timeSignature()));
      }
    }
    return new Melody(stepsPerQuarter, both, inForce, key, start + other.lengthSteps);
  }

  /** The step of the bar line at its end, or after it. */
  public int endOfBars() {
    List<Bar> bars = bars();
    return bars.isEmpty() ? 0 : bars.get(bars.size() - 1).endStep();
  }

  /**
   * What begins at this step or after it, from the last bar line before it on: the bar that a seed
   * ends in keeps its place in the metre.
   *
   * @param step 0 or more
   */
  public Melody after(int step) {
    int from = 0;
    TimeSignature inForce = firstTimeSignature();
    for (Bar bar : bars()) {
      if (bar.startStep() <= step) {
        from = bar.startStep();
        inForce = bar.timeSignature();
      }
    }
    int start = from;
    List<MelodyNote> later =
        notes.stream()
            .filter(note -> note.startStep() >= step)
            .map(n -> new MelodyNote(n.startStep() - start, n.lengthSteps(), n.pitch()))
            .toList();
    List<Metre> laterMetres = new ArrayList<>();
    laterMetres.add(new Metre(0, inForce));
    for (Metre metre : metres) {
      if (metre.step() > start) {
        laterMetres.add(new Metre(metre.step() - start, metre.timeSignature()));
      }
    }
    return new Melody(stepsPerQuarter, later, laterMetres, key, Math.max(0, lengthSteps - start));
  }
}
