package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.midi.MidiReader;
import ritornello.score.Score;
import ritornello.take.Composer;
import ritornello.take.Take;

/** What to go on from. */
final class SeedOptions {
  private static final double SILENCE_SECONDS = 4;

  private Optional<Path> foundTake = Optional.empty();

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Source source = new Source();

  /** One of them. */
  static final class Source {
    @Option(
        names = "--seed",
        paramLabel = "NOTES",
        description =
            "Notes to go on from, as \"C4 E4 G4 c5:2\": name, octave (C4 is middle C), and"
                + " after a colon how many quarter notes long (default: 1); r is a rest.")
    private Optional<String> notes = Optional.empty();

    @Option(
        names = "--seed-midi",
        paramLabel = "FILE",
        description = "A MIDI file to go on from; a model of melodies takes its melody.")
    private Optional<Path> midi = Optional.empty();

    @Option(
        names = "--seed-audio",
        paramLabel = "FILE",
        description =
            "A recording to go on from (WAV, AIFF, AU) of somebody who hums, sings or plays"
                + " one note at a time; --tempo, --metre and --key say what is not to be"
                + " estimated.")
    private Optional<Path> audio = Optional.empty();

    @Option(
        names = "--seed-microphone",
        description = "The same, live: until Enter or four seconds of silence.")
    private boolean microphone;

    @Option(
        names = "--seed-chords",
        paramLabel = "CHORDS",
        description =
            "Chords to go on from, as \"Dm7 G7 | Cmaj7\": each in full, or broken for a"
                + " model of melodies. (--chords has music keep to chords.)")
    private Optional<String> chords = Optional.empty();

    @Option(
        names = "--take",
        paramLabel = "ID|FILE",
        description = "A take to go on from; see 'ritornello takes'.")
    private Optional<String> take = Optional.empty();
  }

  @Option(
      names = "--seed-bars",
      paramLabel = "N[-M]",
      description = "Of the file or the take only these bars, as 5-8, or up to one, as -8.")
  private Optional<String> bars = Optional.empty();

  @Option(names = "--no-include-seed", description = "Leave the seed out of the output.")
  private boolean leftOut;

  @Option(
      names = "--takes-in",
      paramLabel = "FOLDER",
      defaultValue = "generated",
      description = "Where --take looks for an id (default: ${DEFAULT-VALUE}).")
  private Path takesIn;

  /**
   * The model that made the take to go on from, if there is one, and it is there.
   *
   * @throws IOException if there is no such take
   */
  Optional<String> modelOfTake() throws IOException {
    if (source.take.isEmpty()) {
      return Optional.empty();
    }
    Path file = takeFile();
    return Take.of(MidiReader.read(file).score(), file.toString()).map(Take::model);
  }

  /** To find it, all takes of a folder may have to be read: once. */
  private Path takeFile() throws IOException {
    if (foundTake.isEmpty()) {
      foundTake = Optional.of(new TakeFolder(takesIn).find(source.take.orElseThrow()));
    }
    return foundTake.get();
  }

  /** Whether the seed is left out of the output. */
  boolean isLeftOut() {
    return leftOut;
  }

  Optional<String> notes() {
    return source.notes;
  }

  Optional<String> chords() {
    return source.chords;
  }

  /** Whether it is heard, from a recording or the microphone. */
  boolean isHeard() {
    return source.audio.isPresent() || source.microphone;
  }

  /** A piece to go on from, and the take that it carries, if it is one. */
  record Found(Composer.MidiSeed music, Optional<Take> take) {}

  /**
   * The piece that was named, or those bars of it.
   *
   * @throws IOException if it can't be read, or there is none
   */
  Optional<Found> music(MidiInput input, HeardMusic.Known known) throws IOException {
    if (isHeard()) {
      return Optional.of(heard(known));
    }
    if (source.midi.isEmpty() && source.take.isEmpty()) {
      if (bars.isPresent()) {
        throw new ParameterException(
            spec.commandLine(),
            "--seed-bars goes with --seed-midi, --seed-audio, --seed-microphone or --take");
      }
      return Optional.empty();
    }
    Path file = source.midi.isPresent() ? source.midi.get() : takeFile();
    Score score = input.read(file, spec.commandLine().getErr()).score();
    Optional<Take> take =
        source.take.isPresent() ? Take.of(score, file.toString()) : Optional.empty();
    if (source.take.isPresent() && take.isEmpty()) {
      throw new IOException(file + " carries no take: it was not made by 'ritornello generate'");
    }
    return Optional.of(new Found(seed(score, file.toString()), take));
  }

  private Composer.MidiSeed seed(Score score, String place) {
    return new Composer.MidiSeed(
        place, bars.isPresent() ? excerpt(score, bars.get(), place) : score);
  }

  private Found heard(HeardMusic.Known known) throws IOException {
    HeardMusic ear = new HeardMusic(known, spec.commandLine().getErr());
    if (source.microphone) {
      Score score = ear.live(Optional.empty(), SILENCE_SECONDS, Optional.empty());
      return new Found(seed(score, "the microphone"), Optional.empty());
    }
    Path recording = source.audio.orElseThrow();
    return new Found(seed(ear.of(recording), recording.toString()), Optional.empty());
  }

  private Score excerpt(Score score, String range, String place) {
    BarRange asked = Usage.checked(spec, "--seed-bars", () -> BarRange.parse(range));
    return Usage.checked(spec, "--seed-bars of " + place, () -> asked.of(score));
  }
}
