package ritornello.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import ritornello.play.Metronome;
import ritornello.play.PlaybackOptions;
import ritornello.score.Score;
import ritornello.score.ScoreBars;

/** Options on what of a score is played, and how. */
final class PlaybackChoice {
  private static final int MOST_SEMITONES = 48;

  @Option(names = "--from", paramLabel = "BAR", description = "First bar to play, counted from 1.")
  private Optional<Long> from = Optional.empty();

  @Option(names = "--to", paramLabel = "BAR", description = "Last bar to play.")
  private Optional<Long> to = Optional.empty();

  @Option(names = "--loop", description = "Repeat it, or these bars, until stopped.")
  private boolean loop;

  @Option(
      names = "--tempo",
      paramLabel = "FACTOR|QPM",
      converter = TempoChoice.Converter.class,
      description = "How fast: 0.8 or 80%% of its tempo, or 96 quarter notes a minute.")
  private Optional<TempoChoice> tempo = Optional.empty();

  @Option(
      names = "--transpose",
      paramLabel = "N",
      description = "Semitones up, or down if negative; drums stay.")
  private int transpose;

  @Option(
      names = "--mute",
      paramLabel = "N",
      split = ",",
      description = "Tracks that are silent, by the numbers that 'inspect' shows.")
  private List<Integer> mute = List.of();

  @Option(names = "--metronome", description = "Click on the beats, as a last track.")
  private boolean metronome;

  @Option(
      names = "--send-clock",
      description = "Send MIDI clock too, for other machines to play along.")
  private boolean sendClock;

  /** Refuses what no score allows. */
  void check() {
    if (from.orElse(1L) < 1) {
      throw new IllegalArgumentException("--from is a bar, counted from 1, not " + from.get());
    }
    if (to.isPresent() && to.get() < from.orElse(1L)) {
      throw new IllegalArgumentException("--to " + to.get() + " is before the first bar to play");
    }
    if (Math.abs(transpose) > MOST_SEMITONES) {
      throw new IllegalArgumentException(
          "--transpose is from -"
              + MOST_SEMITONES
              + " to "
              + MOST_SEMITONES
              + ", not "
              + transpose);
    }
  }

  /** The score with what is to be played besides. */
  Score prepared(Score score) {
    return metronome ? Metronome.with(score) : score;
  }

  /**
   * Options of a playback.
   *
   * @param name of the score, for messages
   * @throws IllegalArgumentException if the score has not so many bars or tracks
   */
  PlaybackOptions options(Score score, String name) {
    ScoreBars bars = ScoreBars.of(score);
    long count = bars.barAt(score.endTick() - 1) + 1;
    long first = from.orElse(1L) - 1;
    if (first >= count) {
      throw new IllegalArgumentException(
          "--from " + from.get() + ", but " + name + " has " + count + " bars");
    }
    int tracks = score.tracks().size();
    for (int track : mute) {
      if (track < 1 || track > tracks) {
        throw new IllegalArgumentException(
            "--mute " + track + ", but " + name + " has tracks 1 to " + tracks);
      }
    }
    Set<Integer> muted = mute.stream().map(track -> track - 1).collect(Collectors.toSet());
    double factor = tempo.map(choice -> choice.factor(score, bars.startTick(first))).orElse(1.0);
    OptionalLong last =
        to.isPresent() && to.get() < count ? OptionalLong.of(to.get() - 1) : OptionalLong.empty();
    return new PlaybackOptions(false, factor, transpose, first, last, loop, muted, sendClock);
  }
}
