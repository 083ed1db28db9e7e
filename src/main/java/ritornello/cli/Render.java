package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.audio.RenderSettings;
import ritornello.audio.Rendering;
import ritornello.audio.SoundFont;
import ritornello.audio.SoundFonts;
import ritornello.audio.WaveRenderer;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.store.WholeFile;

/** Writes a MIDI file as sound. */
@Command(
    name = "render",
    description = {
      "Write a MIDI file as sound, much faster than it plays, by the JDK's synthesizer and a",
      "SoundFont; no sound device is needed."
    },
    footer = {
      "",
      "The same file, options and SoundFont give the same bytes. Without --soundfont it takes the",
      "file that the environment variable " + SoundFonts.VARIABLE + " names, else a General",
      "MIDI bank from where systems keep them (/usr/share/sounds/sf2, /usr/share/soundfonts, the",
      "same in /usr/local/share and ~/.local/share, ~/Library/Audio/Sounds/Banks, Windows' gm.dls).",
      "",
      "Examples:",
      "  ritornello render tune.mid --out tune.wav",
      "  ritornello render tune.mid --out tune.wav --soundfont FluidR3_GM.sf2 --gain -3",
      "  ritornello render song.mid --out song.wav --sample-rate 48000 --bits 24 --no-reverb"
    })
final class Render implements Callable<Integer> {
  private static final double USUAL_MINUTES = 60;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The .mid file.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.wav",
      description = "The file to write, which must not be there yet.")
  private Path out;

  @Option(
      names = "--soundfont",
      paramLabel = "FILE",
      description = "What it sounds like: an .sf2 or .dls file.")
  private Optional<Path> soundFont = Optional.empty();

  @Option(
      names = "--built-in",
      description = "Take the bank that Java takes by itself, whatever SoundFonts there are.")
  private boolean builtIn;

  @Option(
      names = "--sample-rate",
      paramLabel = "HZ",
      defaultValue = "44100",
      description = "44100 or 48000 (default: ${DEFAULT-VALUE}).")
  private int sampleRate;

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "16",
      description = "Bits of a sample, 16 or 24 (default: ${DEFAULT-VALUE}).")
  private int bits;

  @Option(
      names = "--gain",
      paramLabel = "DB",
      defaultValue = "0",
      description = "Make it so many decibels louder (default: ${DEFAULT-VALUE}).")
  private double gain;

  @Option(names = "--no-reverb", description = "Without a room around it.")
  private boolean noReverb;

  @Option(
      names = "--tail",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "Go on so long after the last note (default: ${DEFAULT-VALUE}).")
  private double tail;

  @Option(
      names = "--max-minutes",
      paramLabel = "N",
      description = "Refuse what would be longer (default: 60).")
  private double maxMinutes = USUAL_MINUTES;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;

  /** As JSON; the peak is missing of silence. */
  record Rendered(
      String file,
      String written,
      String soundFont,
      double seconds,
      int sampleRate,
      int bits,
      Optional<Double> peakDb,
      long clippedSamples,
      double timesRealTime) {}

  @Override
  public Integer call() throws IOException {
    RenderSettings settings =
        Usage.checked(spec, () -> new RenderSettings(sampleRate, bits, gain, !noReverb, tail));
    checkOptions();
    WholeFile.requireFree(out);
    PrintWriter err = spec.commandLine().getErr();
    Score score = input.read(file, err).score();
    WaveRenderer renderer = renderer(score, settings);
    SoundFont sound = sound(err);
    long start = System.nanoTime();
    AtomicReference<Rendering> made = new AtomicReference<>();
    WholeFile.create(out, stream -> made.set(renderer.render(sound, stream)));
    double taken = (System.nanoTime() - start) / 1e9;
    Rendered rendered = rendered(made.get(), sound, taken);
    PrintWriter results = spec.commandLine().getOut();
    if (json) {
      results.print(Json.text(rendered));
    } else {
      tell(rendered, results);
    }
    warn(rendered, err);
    return ExitCode.DONE;
  }

  private void checkOptions() {
    if (!String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wav")) {
      throw new ParameterException(
          spec.commandLine(), "--out " + out + ": only .wav files are written, so name it so");
    }
    if (!(maxMinutes > 0)) {
      throw new ParameterException(spec.commandLine(), "--max-minutes must be over 0");
    }
    if (builtIn) {
      Usage.refuse(spec, "--soundfont", soundFont, "and --built-in are either or");
    }
  }

  private WaveRenderer renderer(Score score, RenderSettings settings) throws IOException {
    try {
      WaveRenderer renderer = new WaveRenderer(score, settings);
      if (renderer.seconds() > 60 * maxMinutes) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: it is %.0f minutes long, and --max-minutes is %s; a damaged file may seem"
                    + " longer than its music",
                file,
                renderer.seconds() / 60,
                Showing.number(maxMinutes)));
      }
      renderer.checkSize();
      return renderer;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private SoundFont sound(PrintWriter err) throws IOException {
    if (builtIn) {
      return SoundFont.builtIn();
    }
    Optional<Path> chosen = soundFont.or(() -> SoundFonts.ofThisMachine().find());
    if (chosen.isEmpty()) {
      err.println(
          "there is no SoundFont on this machine, so Java's built-in bank is taken, which sounds"
              + " poor; "
              + SoundFonts.advice());
      return SoundFont.builtIn();
    }
    return SoundFont.read(chosen.get());
  }

  private Rendered rendered(Rendering rendering, SoundFont sound, double taken) {
    Optional<Double> peak =
        rendering.peak() > 0 ? Optional.of(rendering.peakDb()) : Optional.empty();
    return new Rendered(
        file.toString(),
        out.toString(),
        sound.name(),
        rendering.seconds(),
        sampleRate,
        bits,
        peak,
        rendering.clipped(),
        rendering.seconds() / taken);
  }

  private static void tell(Rendered rendered, PrintWriter results) {
    results.printf(
        Locale.ROOT,
        "%s: %s, %d Hz, %d bits, %s; made %.0f times faster than it plays%n",
        rendered.written(),
        Showing.minutes(Math.round(rendered.seconds() * 1e6)),
        rendered.sampleRate(),
        rendered.bits(),
        rendered.peakDb().map(Render::peak).orElse("silent"),
        rendered.timesRealTime());
    results.println("  sound of " + rendered.soundFont());
  }

  private static String peak(double decibels) {
    return String.format(Locale.ROOT, "peak %+.1f dB", decibels);
  }

  private void warn(Rendered rendered, PrintWriter err) {
    if (rendered.clippedSamples() > 0) {
      double over = rendered.peakDb().orElse(0.0);
      err.printf(
          Locale.ROOT,
          "it is too loud: %s; %d samples clipped; --gain %s avoids that%n",
          peak(over),
          rendered.clippedSamples(),
          Showing.number(Math.floor((gain - over) * 2) / 2));
    }
  }
}
