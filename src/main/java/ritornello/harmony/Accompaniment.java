package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ritornello.score.Bar;
import ritornello.score.ChannelEvent;
import ritornello.score.Harmony;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Text;
import ritornello.score.Track;
import ritornello.score.VoiceLeading;

/**
 * Chords to play along with a melody: one track, in voicings that move little, see {@link
 * VoiceLeading}, and the names of the chords as markers.
 */
public final class Accompaniment {
  private static final String NAME = "Chords";
  private static final int VELOCITY = 60;
  private static final int CHANNELS = 16;

  /** How the notes of a chord come. */
  public enum Pattern {
    /** All at once, and again in each bar. */
    HELD,
    /** The bass as a bar, half of one of four beats, or a chord begins; else the others. */
    VAMP;

    /** {@code held} or {@code vamp}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A stretch of one chord within a bar.
   *
   * @param pitches the bass first
   */
  private record Stretch(int startStep, int endStep, List<Integer> pitches) {}

  private final Melody melody;
  private final long ticksPerStep;
  private final List<Beat> beats;
  private final List<Note> notes = new ArrayList<>();

  private Accompaniment(Melody melody, long ticksPerStep) {
    this.melody = melody;
    this.beats = Beat.of(melody);
    this.ticksPerStep = ticksPerStep;
  }

  /**
   * Adds chords to a melody.
   *
   * @param score of the melody alone, as {@link Melody#toScore} makes it: step 0 is tick 0
   * @param harmony on the melody's grid
   * @param program General MIDI program of the chords, 0 to 127
   */
  public static Score with(
      Score score, Melody melody, Harmony harmony, Pattern pattern, int program) {
    long ticksPerStep = score.ppq() / melody.stepsPerQuarter();
    Accompaniment accompaniment = new Accompaniment(melody, ticksPerStep);
    for (Stretch stretch : accompaniment.stretches(harmony)) {
      accompaniment.play(stretch, pattern);
    }
    List<Text> texts = new ArrayList<>(score.texts());
    for (Harmony.Span span : harmony.spans()) {
      texts.add(new Text(span.startStep() * ticksPerStep, Text.Kind.MARKER, span.chord().symbol()));
    }
    List<Track> tracks = new ArrayList<>(score.tracks());
    tracks.add(
        new Track(
            NAME,
            freeChannel(score),
            accompaniment.notes,
            List.of(new ChannelEvent.ProgramChange(0, program))));
    return new Score(
        score.ppq(), score.tempos(), score.timeSignatures(), score.keySignatures(), texts, tracks);
  }

  private static int freeChannel(Score score) {
    return IntStream.range(0, CHANNELS)
        .filter(channel -> channel != Track.DRUM_CHANNEL)
        .filter(channel -> score.tracks().stream().noneMatch(t -> t.channel() == channel))
        .findFirst()
        .orElse(CHANNELS - 1);
  }

  /** Chords, cut at bar lines. */
  private List<Stretch> stretches(Harmony harmony) {
    List<List<Integer>> voicings =
        VoiceLeading.of(harmony.spans().stream().map(Harmony.Span::chord).toList());
    List<Bar> bars = melody.bars();
    List<Stretch> stretches = new ArrayList<>();
    int bar = 0;
    for (int i = 0; i < voicings.size(); i++) {
      Harmony.Span span = harmony.spans().get(i);
      int at = span.startStep();
      while (at < span.endStep()) {
        while (bar < bars.size() && bars.get(bar).endStep() <= at) {
          bar++;
        }
        int barEnd = bar < bars.size() ? bars.get(bar).endStep() : span.endStep();
        int end = Math.min(span.endStep(), barEnd);
        stretches.add(new Stretch(at, end, voicings.get(i)));
        at = end;
      }
    }
    return stretches;
  }

  private void play(Stretch stretch, Pattern pattern) {
    if (pattern == Pattern.HELD) {
      add(stretch.startStep(), stretch.endStep(), stretch.pitches());
      return;
    }
    List<Beat> within =
        beats.stream()
            .filter(beat -> beat.startStep() < stretch.endStep())
            .filter(beat -> beat.endStep() > stretch.startStep())
            .toList();
    List<Integer> upper = stretch.pitches().subList(1, stretch.pitches().size());
    for (Beat beat : within) {
      int from = Math.max(beat.startStep(), stretch.startStep());
      int to = Math.min(beat.endStep(), stretch.endStep());
      boolean bass = from == stretch.startStep() || isStrong(beat);
      boolean alone = within.size() == 1;
      add(from, to, alone ? stretch.pitches() : bass ? stretch.pitches().subList(0, 1) : upper);
    }
  }

  /** The third of four beats, as the first is. */
  private static boolean isStrong(Beat beat) {
    return beat.metre().numerator() == 4 && beat.inBar() == 2;
  }

  private void add(int fromStep, int toStep, List<Integer> pitches) {
    long from = fromStep * ticksPerStep;
    long length = (toStep - fromStep) * ticksPerStep;
    pitches.forEach(pitch -> notes.add(new Note(from, length, pitch, VELOCITY)));
  }
}
