package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

/** The phrase that is to be answered. */
final class QuestionOptions {
  private static final double USUAL_QPM = 120;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The question: the melody of a MIDI file, or a recording (.wav, .aif, .aiff, .au) of"
              + " somebody who hums, sings or plays one note at a time.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--notes",
      paramLabel = "NOTES",
      description =
          "The question as \"C4 E4 G4 c5:2\": name, octave (C4 is middle C), and after a colon how"
              + " many quarter notes long (default: 1); r is a rest.")
  private Optional<String> notes = Optional.empty();

  @Mixin private MicrophoneOptions microphone;

  @Option(
      names = "--question-bars",
      paramLabel = "N[-M]",
      description = "Of the file only these bars, as 5-8, or up to one, as -4; a pickup is bar 1.")
  private Optional<String> bars = Optional.empty();

  @Option(
      names = "--metre",
      paramLabel = "N/N",
      description = "Time signature of notes (default: 4/4), or of what is heard (estimated).")
  private Optional<String> metre = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key, as D, Bb or Em (default: that of the file, or the one that fits).")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--tempo",
      paramLabel = "QPM",
      description = "Quarter notes a minute (default: the file's, or estimated, or 120).")
  private Optional<Double> tempo = Optional.empty();

  /**
   * What is asked.
   *
   * @param name of it, for people
   * @param place where it comes from, for messages
   * @param melody in a key if that is known
   * @param qpm quarter notes a minute
   * @param program General MIDI program, 0 to 127
   */
  record Asked(String name, String place, Melody melody, double qpm, int program) {}

  /** Refuses what makes no sense, before a model is loaded or anybody sings. */
  void check() {
    int given = (file.isPresent() ? 1 : 0) + (notes.isPresent() ? 1 : 0);
    if (given + (microphone.isWished() ? 1 : 0) != 1) {
      throw wrong(
          "give one question: a .mid file or a recording, --notes or --microphone (or 'train' or"
              + " 'evaluate')");
    }
    microphone.check(spec);
    Usage.checkTempo(spec, tempo);
    wantedMetre();
    wantedKey();
    if (bars.isPresent()) {
      Usage.checked(spec, "--question-bars", () -> BarRange.parse(bars.get()));
      Usage.refuse(spec, "--question-bars", notes, "is for files, not for --notes");
    }
    if (file.isPresent() && !isRecording(file.get())) {
      Usage.refuse(
          spec, "--metre", metre, "is for notes and recordings; a .mid file tells its own");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Optional<TimeSignature> wantedMetre() {
    return metre.map(text -> Usage.checked(spec, "--metre", () -> TimeSignature.parse(text)));
  }

  private Optional<KeySignature> wantedKey() {
    return key.map(text -> Usage.checked(spec, "--key", () -> KeySignature.parse(text)));
  }

  private static boolean isRecording(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(wav|wave|aif|aiff|aifc|au|snd)");
  }

  /**
   * Reads it, or hears it.
   *
   * @param stepsPerQuarter grid of the melody
   * @throws IOException if there is no melody
   */
  Asked ask(MidiInput input, int stepsPerQuarter) throws IOException {
    if (notes.isPresent()) {
      TimeSignature signature = wantedMetre().orElse(TimeSignature.COMMON);
      Melody melody =
          Usage.checked(
              spec, "--notes", () -> NoteText.parse(notes.get(), signature, stepsPerQuarter));
      return new Asked("notes", "--notes", keyed(melody), tempo.orElse(USUAL_QPM), 0);
    }
    PrintWriter err = spec.commandLine().getErr();
    HeardMusic ear = new HeardMusic(new HeardMusic.Known(tempo, wantedMetre(), wantedKey()), err);
    if (microphone.isWished()) {
      Score heard =
          ear.live(microphone.seconds(), microphone.silenceSeconds(), microphone.device());
      return asked("microphone", "what was heard", heard, stepsPerQuarter);
    }
    Path path = file.orElseThrow();
    Score score = isRecording(path) ? ear.of(path) : input.read(path, err).score();
    Score part =
        bars.isEmpty()
            ? score
            : Usage.checked(
                spec, "--question-bars of " + path, () -> BarRange.parse(bars.get()).of(score));
    return asked(ExportFormat.stem(path), path.toString(), part, stepsPerQuarter);
  }

  private Asked asked(String name, String place, Score score, int stepsPerQuarter)
      throws IOException {
    MelodyFinding finding = new MelodyFinder(stepsPerQuarter).find(score);
    if (finding instanceof MelodyFinding.Found found) {
      double qpm = tempo.orElse(score.tempoMap().tempoAt(0).qpm());
      int program = score.tracks().get(found.part()).program().orElse(0);
      return new Asked(name, place, keyed(found.melody()), qpm, program);
    }
    String reason = ((MelodyFinding.None) finding).reason();
    throw new IOException("no melody to answer in " + place + ": " + reason);
  }

  private Melody keyed(Melody melody) {
    return wantedKey().map(signature -> melody.withKey(Optional.of(signature))).orElse(melody);
  }
}
