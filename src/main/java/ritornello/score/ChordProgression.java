package ritornello.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chords of bars, which come again and again.
 *
 * @param bars the chords of each bar, each for an equal part of it; one chord or more in each
 */
public record ChordProgression(List<List<Chord>> bars) {
  private static final int MOST_IN_A_BAR = 16;
  private static final int PPQ = 480;
  private static final int VELOCITY = 80;

  public ChordProgression {
    bars = bars.stream().map(List::copyOf).toList();
    if (bars.isEmpty() || bars.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a chord progression has a bar without a chord");
    }
    for (List<Chord> bar : bars) {
      Check.range("number of chords in a bar", bar.size(), 1, MOST_IN_A_BAR);
    }
  }

  /**
   * Reads chord symbols: {@code Dm7 G7 Cmaj7} has one in each bar; with bar lines, as {@code Dm7 G7
   * | Cmaj7}, those between two of them share a bar.
   *
   * @throws IllegalArgumentException if there is none, or one can't be read
   */
  public static ChordProgression parse(String text) {
    List<List<Chord>> bars = new ArrayList<>();
    boolean barLines = text.contains("|");
    for (String bar : text.split("\\|")) {
      List<Chord> chords =
          Arrays.stream(bar.strip().split("[\\s,]+"))
              .filter(symbol -> !symbol.isEmpty())
              .map(Chord::parse)
              .toList();
      if (barLines && !chords.isEmpty()) {
        bars.add(chords);
      } else if (!barLines) {
        chords.forEach(chord -> bars.add(List.of(chord)));
      }
    }
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("there is no chord; write them as Dm7 G7 Cmaj7");
    }
    return new ChordProgression(bars);
  }

  /** The chords of a bar, from 0; after the last come the first again. */
  public List<Chord> ofBar(int bar) {
    return bars.get(Math.floorMod(bar, bars.size()));
  }

  /**
   * The chord at a place.
   *
   * @param bar from 0
   * @param step after the bar line, less than the bar has
   * @param barSteps how many it has
   */
  public Chord at(int bar, int step, int barSteps) {
    List<Chord> chords = ofBar(bar);
    return chords.get((int) ((long) step * chords.size() / barSteps));
  }

  /**
   * Each bar of it once, the chords in full and near to each other: the bass below, the others
   * around middle C.
   *
   * @param qpm quarter notes a minute
   */
  public Score toScore(TimeSignature metre, double qpm) {
    long barTicks = Math.round(metre.quartersPerBar() * PPQ);
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < bars.size(); bar++) {
      List<Chord> chords = bars.get(bar);
      for (int i = 0; i < chords.size(); i++) {
        long from = bar * barTicks + i * barTicks / chords.size();
        long to = bar * barTicks + (i + 1) * barTicks / chords.size();
        for (int pitch : chords.get(i).voicing()) {
          notes.add(new Note(from, to - from, pitch, VELOCITY));
        }
      }
    }
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, qpm)),
        List.of(new TimeSignatureChange(0, metre)),
        List.of(),
        List.of(),
        List.of(new Track("chords", 0, notes, List.of(new ChannelEvent.ProgramChange(0, 0)))));
  }

  /**
   * Each bar of it once, the chords broken upwards and down again: a note each quarter, or in a
   * compound metre each eighth.
   *
   * @param stepsPerQuarter a multiple of 4
   */
  public Melody toMelody(TimeSignature metre, int stepsPerQuarter) {
    int barSteps = Melody.stepsPerBar(metre, stepsPerQuarter);
    int noteSteps = metre.isCompound() ? stepsPerQuarter / 2 : stepsPerQuarter;
    List<MelodyNote> notes = new ArrayList<>();
    for (int bar = 0; bar < bars.size(); bar++) {
      int ofChord = 0;
      Chord before = at(bar, 0, barSteps);
      for (int step = 0; step < barSteps; step += noteSteps) {
        Chord chord = at(bar, step, barSteps);
        ofChord = chord.equals(before) ? ofChord : 0;
        before = chord;
        int length = Math.min(noteSteps, barSteps - step);
        notes.add(new MelodyNote(bar * barSteps + step, length, chord.broken(ofChord++)));
      }
    }
    return new Melody(
        stepsPerQuarter,
        notes,
        List.of(new Metre(0, metre)),
        Optional.empty(),
        bars.size() * barSteps);
  }

  /** As {@code Dm7 G7 | Cmaj7}. */
  @Override
  public String toString() {
    boolean single = bars.stream().allMatch(bar -> bar.size() == 1);
    return bars.stream()
        .map(bar -> bar.stream().map(Chord::symbol).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(single ? " " : " | "));
  }
}
