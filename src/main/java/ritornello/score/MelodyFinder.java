package ritornello.score;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the melody in a score and puts it on a grid.
 *
 * <p>Of all parts (a {@link Track} each) but drums it takes the one that looks most like a melody:
 * by its name, the share of its notes that are alone, how high it lies, how many notes it has and
 * how many different ones, how much of the piece it covers. Its melody is its upper voice, see
 * {@link Skyline}; the grid does what {@link Quantiser} says. Tempo and metre changes, pickups and
 * free timing are no obstacle: whatever has a note outside the drums has a melody.
 */
public final class MelodyFinder {
  private static final Pattern MELODY_NAME =
      words(
          "melod(y|ie|ia|ies)|mel|lead|leadvox|vocals?|voc|vox|voice|sing(er|ing)?|song|tune|theme"
              + "|solo|soprano|cantus|gesang|stimme|chant|voz|canto");
  private static final Pattern BACKGROUND_NAME =
      words(
          "bass?|basses|chords?|pads?|acc|accomp(animent)?|harmony|harm|backing|back|strings"
              + "|rhythm|rhy|left|lh|lower|alto|tenor|arp(eggio)?|echo|effects?|fx|sfx|2nd|comp");
  private static final Pattern DRUM_NAME =
      words("drums?|drumset|drumkit|perc(ussion)?|kit|hi-?hats?|hat|snare|cymbals?|kick|toms?");

  private static final int FIRST_PERCUSSIVE_PROGRAM = 112;
  private static final int FIRST_BASS_PROGRAM = 32;
  private static final int LAST_BASS_PROGRAM = 39;

  private final int stepsPerQuarter;

  /**
   * @param stepsPerQuarter of the grid: 4, or 12 for triplets; any multiple of 4 up to 96
   */
  public MelodyFinder(int stepsPerQuarter) {
    Check.range("steps a quarter note", stepsPerQuarter, 4, 96);
    if (stepsPerQuarter % 4 != 0) {
      throw new IllegalArgumentException(
          "steps a quarter note are " + stepsPerQuarter + "; they must be a multiple of 4");
    }
    this.stepsPerQuarter = stepsPerQuarter;
  }

  /** A part that may be the melody. */
  private record Candidate(int index, Track track, double shareAlone, double likeness) {}

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?<![a-z])(" + alternatives + ")(?![a-z])", Pattern.CASE_INSENSITIVE);
  }

  /** Never throws, whatever the score holds. */
  public MelodyFinding find(Score score) {
    if (score.noteCount() == 0) {
      return new MelodyFinding.None("no notes");
    }
    List<Candidate> candidates = candidates(score);
    if (candidates.isEmpty()) {
      return new MelodyFinding.None("only drums");
    }
    Candidate best = best(candidates);
    List<Note> voice = Skyline.of(best.track().notes(), score.ppq());
    Quantiser.Result result = Quantiser.quantise(score, voice, stepsPerQuarter, key(score, voice));
    String source = source(best, candidates.size(), voice);
    return new MelodyFinding.Found(
        result.melody(),
        best.index(),
        result.quantising().cut() ? source + "; too long, its end is cut off" : source,
        result.notes(),
        result.quantising());
  }

  /**
   * The notes that {@link #find} puts on the grid, at most one a step, where they stand in the
   * score; none if it finds no melody.
   */
  public List<Note> voice(Score score) {
    List<Candidate> candidates = candidates(score);
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Note> voice = Skyline.of(best(candidates).track().notes(), score.ppq());
    return Quantiser.onePerStep(score, voice, stepsPerQuarter);
  }

  private static Candidate best(List<Candidate> candidates) {
    return candidates.stream()
        .max(
            Comparator.comparingDouble(Candidate::likeness)
                .thenComparing(Candidate::index, Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static List<Candidate> candidates(Score score) {
    List<Track> tracks = score.tracks();
    int mostNotes =
        tracks.stream().filter(t -> !isDrums(t)).mapToInt(t -> t.notes().size()).max().orElse(0);
    long endTick = score.endTick();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < tracks.size(); i++) {
      Track track = tracks.get(i);
      if (!track.notes().isEmpty() && !isDrums(track)) {
        double alone = Skyline.shareAlone(track.notes(), score.ppq());
        candidates.add(new Candidate(i, track, alone, likeness(track, alone, mostNotes, endTick)));
      }
    }
    return candidates;
  }

  private static boolean isDrums(Track track) {
    return track.isDrums() || DRUM_NAME.matcher(track.name()).find();
  }

  private static double likeness(Track track, double shareAlone, int mostNotes, long endTick) {
    List<Note> notes = track.notes();
    long pitches = 0;
    long sounding = 0;
    BitSet different = new BitSet(128);
    for (Note note : notes) {
      pitches += note.pitch();
      sounding += note.lengthTicks();
      different.set(note.pitch());
    }
    double likeness = nameLikeness(track) + programLikeness(track.program().orElse(0));
    likeness += 2 * shareAlone;
    likeness += 2.5 * share((double) pitches / notes.size() - 45, 27);
    likeness += share(4.0 * notes.size(), mostNotes);
    likeness += share((double) sounding, 0.4 * endTick);
    likeness += share(different.cardinality(), 8);
    likeness += track.channel() == 0 ? 0.25 : 0;
    return likeness;
  }

  private static double nameLikeness(Track track) {
    double likeness = isNamedMelody(track) ? 3 : 0;
    return likeness - (BACKGROUND_NAME.matcher(track.name()).find() ? 1.5 : 0);
  }

  private static double programLikeness(int program) {
    if (program >= FIRST_PERCUSSIVE_PROGRAM) {
      return -3;
    }
    return program >= FIRST_BASS_PROGRAM && program <= LAST_BASS_PROGRAM ? -2 : 0;
  }

  private static double share(double part, double whole) {
    return Math.max(0, Math.min(1, part / whole));
  }

  private static boolean isNamedMelody(Track track) {
    return MELODY_NAME.matcher(track.name()).find();
  }

  /**
   * What the file says at the first note; but many programs write C major without meaning it, so
   * that it counts only if no other key is clear.
   */
  private static Optional<KeySignature> key(Score score, List<Note> voice) {
    Optional<KeySignature> written =
        score.keySignatures().stream()
            .takeWhile(change -> change.tick() <= voice.get(0).startTick())
            .reduce((first, second) -> second)
            .or(() -> score.keySignatures().stream().findFirst())
            .map(KeySignatureChange::keySignature);
    boolean meant = written.isPresent() && written.get().fifths() != 0;
    return meant ? written : KeyFinder.findIn(voice).or(() -> written);
  }

  private static String source(Candidate part, int candidates, List<Note> voice) {
    Track track = part.track();
    StringBuilder text = new StringBuilder("track ").append(part.index() + 1);
    String name = track.name().replaceAll("\\p{Cntrl}+", " ").strip();
    if (!name.isEmpty()) {
      text.append(" \"").append(name).append('"');
    }
    text.append(" (channel ").append(track.channel() + 1).append("): ");
    if (candidates == 1) {
      text.append("no other has notes, drums apart; ");
    } else {
      text.append(isNamedMelody(track) ? "by its name, of " : "the most tuneful of ");
      text.append(candidates).append(" candidates; ");
    }
    boolean oneVoice = Skyline.isOneVoice(part.shareAlone());
    text.append(oneVoice ? "one voice, " : "its upper voice, ").append(voice.size());
    int all = track.notes().size();
    text.append(oneVoice || all == voice.size() ? "" : " of " + all);
    return text.append(all == 1 ? " note, " : " notes, ").append(range(voice)).toString();
  }

  private static String range(List<Note> voice) {
    IntSummaryStatistics pitches = voice.stream().mapToInt(Note::pitch).summaryStatistics();
    return NoteName.of(pitches.getMin()) + " to " + NoteName.of(pitches.getMax());
  }
}
