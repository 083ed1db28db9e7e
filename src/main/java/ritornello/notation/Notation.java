package ritornello.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.score.Grid;
import ritornello.score.Harmony;
import ritornello.score.Melody;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.Track;

/** A score as it is written down: what stands on the page, without how it is drawn. */
public final class Notation {
  /** What a quarter note is divided into: 32nd notes and triplets of sixteenths are whole. */
  static final int UNITS_PER_QUARTER = 24;

  private static final String NO_NOTES = "there are no notes to write down";

  /** Of melodies, which have none. */
  private static final int VELOCITY = 90;

  private final String title;
  private final List<String> rights;
  private final List<Measure> measures;
  private final List<Part> parts;
  private final List<Tempo> tempos;
  private final Fit fit;
  private final List<ChordName> chords;

  /**
   * A tempo.
   *
   * @param unit from which on it holds
   * @param qpm quarter notes a minute
   */
  record Tempo(long unit, double qpm) {}

  private Notation(Score score, String title, List<Measure> measures, List<Part> parts, Fit fit) {
    this.title = title;
    this.rights = words(score, Text.Kind.COPYRIGHT);
    this.measures = List.copyOf(measures);
    this.parts = List.copyOf(parts);
    this.tempos = tempos(score);
    this.fit = fit;
    this.chords = List.of();
  }

  private Notation(Notation other, List<Part> parts, List<ChordName> chords) {
    this.title = other.title;
    this.rights = other.rights;
    this.measures = other.measures;
    this.parts = parts;
    this.tempos = other.tempos;
    this.fit = other.fit;
    this.chords = List.copyOf(chords);
  }

  /**
   * The same with the names of chords above the first part.
   *
   * @param harmony whose step 0 is the beginning of the music
   */
  public Notation with(Harmony harmony) {
    int stepsPerQuarter = harmony.stepsPerQuarter();
    List<ChordName> names =
        harmony.spans().stream()
            .map(
                span ->
                    new ChordName(
                        (long) span.startStep() * UNITS_PER_QUARTER / stepsPerQuarter,
                        span.chord()))
            .toList();
    return new Notation(this, parts, names);
  }

  /** The same, with ties where a chord begins while a note of the first part sounds. */
  Notation tiedAtChords() {
    List<Long> cuts = chords.stream().map(ChordName::unit).toList();
    List<Part> cut = new ArrayList<>(parts);
    cut.set(0, parts.get(0).tiedAt(cuts));
    return new Notation(this, List.copyOf(cut), chords);
  }

  /**
   * Writes a score down: each track with notes becomes a part.
   *
   * @param title that it has
   * @param stepsPerQuarter of the grid: 4 (sixteenths), 8 (32nds), 12 (sixteenths and triplets) or
   *     24; if none is asked for, the coarsest that holds the notes
   * @throws IllegalArgumentException if there are no notes, or more than 10,000 bars
   */
  public static Notation of(Score score, String title, Optional<Integer> stepsPerQuarter) {
    if (score.noteCount() == 0) {
      throw new IllegalArgumentException(NO_NOTES);
    }
    Placing.Result placed = Placing.place(score, stepsPerQuarter);
    long first = Long.MAX_VALUE;
    long end = 0;
    for (List<PlacedNote> notes : placed.tracks()) {
      for (PlacedNote note : notes) {
        first = Math.min(first, note.start());
        end = Math.max(end, note.end());
      }
    }
    List<Measure> measures = Measures.of(score, first, end);
    PartWriter writer = new PartWriter(measures);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < score.tracks().size(); i++) {
      Track track = score.tracks().get(i);
      if (!track.notes().isEmpty()) {
        parts.add(writer.part(track, placed.tracks().get(i)));
      }
    }
    return new Notation(score, Words.line(title), measures, parts, placed.fit());
  }

  /**
   * Writes a melody down, in one part of one voice.
   *
   * @param melody on 4, 8, 12 or 24 steps a quarter note, with a note at least
   * @param qpm quarter notes a minute
   * @param program General MIDI program, 0 to 127
   * @throws IllegalArgumentException if there are no notes, or more than 10,000 bars
   */
  public static Notation of(Melody melody, String title, double qpm, int program) {
    NotationGrid grid = new NotationGrid(melody.stepsPerQuarter());
    if (melody.notes().isEmpty()) {
      throw new IllegalArgumentException(NO_NOTES);
    }
    int step = UNITS_PER_QUARTER / grid.stepsPerQuarter();
    List<PlacedNote> notes =
        melody.notes().stream()
            .map(
                n ->
                    new PlacedNote(
                        (long) n.startStep() * step,
                        (long) n.endStep() * step,
                        n.pitch(),
                        VELOCITY))
            .toList();
    Score score = melody.toScore("", qpm, program, VELOCITY);
    List<Measure> measures =
        Measures.of(score, notes.get(0).start(), notes.get(notes.size() - 1).end());
    Part part = new PartWriter(measures).melody(score.tracks().get(0), notes);
    Fit fit = new Fit(notes.size(), 0, 0, 0, 0, grid.stepsPerQuarter());
    return new Notation(score, Words.line(title), measures, List.of(part), fit);
  }

  /**
   * The coarsest grid, in steps a quarter note, on which nearly all notes of a score begin; none of
   * a performance.
   */
  public static Optional<Integer> grid(Score score) {
    return Placing.grid(score).map(NotationGrid::stepsPerQuarter);
  }

  /** The title that a score gives itself at its beginning, if it does. */
  public static Optional<String> title(Score score) {
    return words(score, Text.Kind.TITLE).stream().findFirst();
  }

  private static List<String> words(Score score, Text.Kind kind) {
    return score.texts().stream()
        .filter(text -> text.kind() == kind && text.tick() == 0)
        .map(text -> Words.line(text.value()))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  /** Of those that fall on one unit the last, and none that changes nothing. */
  private static List<Tempo> tempos(Score score) {
    List<Tempo> tempos = new ArrayList<>();
    for (TempoChange change : score.tempoMap().changes()) {
      long unit = Grid.round(change.tick(), score.ppq(), UNITS_PER_QUARTER);
      int last = tempos.size() - 1;
      if (last >= 0 && tempos.get(last).unit() == unit) {
        tempos.remove(last--);
      }
      if (last < 0 || tempos.get(last).qpm() != change.qpm()) {
        tempos.add(new Tempo(unit, change.qpm()));
      }
    }
    return List.copyOf(tempos);
  }

  public String title() {
    return title;
  }

  /** What the grid did to the notes. */
  public Fit fit() {
    return fit;
  }

  /** How many bars it has, a pickup included. */
  public int bars() {
    return measures.size();
  }

  List<String> rights() {
    return rights;
  }

  List<Measure> measures() {
    return measures;
  }

  List<Part> parts() {
    return parts;
  }

  List<Tempo> tempos() {
    return tempos;
  }

  List<ChordName> chords() {
    return chords;
  }
}
