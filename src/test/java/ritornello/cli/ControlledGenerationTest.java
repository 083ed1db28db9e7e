package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.task.Generator;
import ritornello.task.Request;
import ritornello.task.UnsatisfiableException;
import ritornello.token.Control;
import ritornello.token.ControlledCodec;

/** A model that was trained with controls invents what it is asked for. */
class ControlledGenerationTest {
  private static final Path NOTTINGHAM = Path.of("../shared/data/nottingham/melody");
  private static final int LOW = Control.REGISTER.bin(60);
  private static final int HIGH = Control.REGISTER.bin(84);
  private static final int SPARSE = Control.DENSITY.bin(0.5);
  private static final int DENSE = Control.DENSITY.bin(2);

  @TempDir private Path folder;

  private LanguageModel train(Path collection, String options) throws IOException {
    Path model = folder.resolve("model");
    Object[] fixed = {"train", collection, "--model", model, "--controls", "--no-report"};
    Stream<String> chosen = Arrays.stream(options.split(" "));
    Command command = Command.run(Stream.concat(Arrays.stream(fixed), chosen).toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return LanguageModel.load(ModelFiles.resolve(model.toString()));
  }

  private static ControlledCodec codec(LanguageModel model) {
    return (ControlledCodec) model.codec();
  }

  /** Invents a piece; what is not asked, the model chooses. */
  private static int[] invent(LanguageModel model, Map<Control, Integer> asked, long randomSeed) {
    int[] header = codec(model).seed(new int[0], asked);
    try {
      return new Generator(model, new Sampler(0.9))
          .generate(new Request(header, 16), randomSeed)
          .tokens();
    } catch (UnsatisfiableException e) {
      throw new AssertionError(e);
    }
  }

  private static double measured(LanguageModel model, Control control, int[] tokens) {
    return codec(model).measured(control, tokens).orElse(Double.NaN);
  }

  /** Eight bars up and down a scale around a note, of notes of one length. */
  private static Melody melody(Random random, int around, int lengthSteps) {
    int[] scale = {-5, -3, -1, 0, 2, 4, 5};
    List<MelodyNote> notes = new ArrayList<>();
    int at = 3;
    for (int step = 0; step < 128; step += lengthSteps) {
      notes.add(new MelodyNote(step, lengthSteps, around + scale[at]));
      at = Math.floorMod(at + random.nextInt(3) - 1, scale.length);
    }
    return new Melody(
        4,
        notes,
        List.of(new Metre(0, TimeSignature.COMMON)),
        Optional.of(new KeySignature(0, false)),
        128);
  }

  private Path artificialCollection() throws IOException {
    Path collection = Files.createDirectory(folder.resolve("collection"));
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      Melody melody = melody(random, i % 2 == 0 ? 60 : 84, i % 4 < 2 ? 8 : 2);
      byte[] bytes = MidiWriter.toBytes(melody.toScore("tune", 120, 0, 80));
      Files.write(collection.resolve("tune" + i + ".mid"), bytes);
    }
    return collection;
  }

  @ParameterizedTest
  @ValueSource(strings = {"melody", "remi"})
  void densityAndRegisterAreAskedForIndependently(String name) throws IOException {
    String small = " --hidden 32 --layers 1 --embedding 16 --batch 4 --window 64 --epochs 60";
    String plain = " --dropout 0 --learning-rate 0.01 --no-augment";
    LanguageModel model = train(artificialCollection(), "--codec " + name + small + plain);
    int obeyed = 0;
    for (int density : new int[] {SPARSE, DENSE}) {
      for (int register : new int[] {LOW, HIGH}) {
        Map<Control, Integer> asked = Map.of(Control.DENSITY, density, Control.REGISTER, register);
        for (int seed = 0; seed < 5; seed++) {
          int[] tokens = invent(model, asked, seed);
          double pitch = measured(model, Control.REGISTER, tokens);
          double notes = measured(model, Control.DENSITY, tokens);
          boolean right =
              Math.abs(pitch - Control.REGISTER.middle(register)) < 8
                  && Math.abs(Math.log(notes / Control.DENSITY.middle(density))) < Math.log(1.5);
          obeyed += right ? 1 : 0;
        }
      }
    }
    assertThat(obeyed).as("of 20").isGreaterThanOrEqualTo(18);
    asksByTheCommand(model);
  }

  /** As a musician does: by words, by numbers, and both together with a seed of a metre only. */
  private void asksByTheCommand(LanguageModel model) throws IOException {
    Object[][] asked = {
      {"sparse", "low", 0.5, 60},
      {"dense", "high", 2, 84},
      {"2", "C4", 2, 60},
      {"0.5", "C6", 0.5, 84}
    };
    for (Object[] one : asked) {
      Path out = folder.resolve(one[0] + "-" + one[1] + ".mid");
      Command command =
          Command.run(
              "generate",
              "--model",
              folder.resolve("model"),
              "--density",
              one[0],
              "--register",
              one[1],
              "--random-seed",
              2,
              "--bars",
              16,
              "--no-play",
              "--out",
              out);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
      assertThat(command.out()).contains("density " + one[0] + ", register " + one[1]);
      Score score = MidiReader.read(out).score();
      double pitch = Control.REGISTER.of(score, codec(model).countsSeconds()).orElseThrow();
      assertThat(pitch).isCloseTo(((Number) one[3]).doubleValue(), within(9.0));
      double notes = Control.DENSITY.of(score, codec(model).countsSeconds()).orElseThrow();
      double wanted = ((Number) one[2]).doubleValue();
      assertThat(notes).isBetween(wanted / 1.6, wanted * 1.6);
    }
    Command wrong =
        Command.run(
            "generate", "--model", folder.resolve("model"), "--register", "deep", "--no-play");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("--register", "'deep'", "low, middle, high");
  }

  /** What was asked and what came of it, over many pieces. */
  private record Followed(List<Double> means, double correlation) {}

  private static Followed follow(
      LanguageModel model, Control control, int first, int last, Map<Control, Integer> others) {
    List<Double> means = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (int bin = first; bin <= last; bin++) {
      double sum = 0;
      for (int seed = 0; seed < 12; seed++) {
        Map<Control, Integer> asked = new EnumMap<>(Control.class);
        asked.putAll(others);
        asked.put(control, bin);
        double value = measured(model, control, invent(model, asked, 100L * bin + seed));
        points.add(new double[] {control.middle(bin), value});
        sum += value;
      }
      means.add(sum / 12);
    }
    if (Boolean.getBoolean("ritornello.measure")) {
      for (int bin = first; bin <= last; bin++) {
        System.out.printf(
            Locale.ROOT,
            "%s asked %s, invented %.2f%n",
            control,
            control.number(bin),
            means.get(bin - first));
      }
      System.out.printf(Locale.ROOT, "%s correlation %.3f%n", control, correlation(points));
    }
    return new Followed(means, correlation(points));
  }

  /** Pearson's. */
  private static double correlation(List<double[]> points) {
    double n = points.size();
    double x = points.stream().mapToDouble(p -> p[0]).sum() / n;
    double y = points.stream().mapToDouble(p -> p[1]).sum() / n;
    double xy = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double xx = points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    double yy = points.stream().mapToDouble(p -> (p[1] - y) * (p[1] - y)).sum();
    return xy / Math.sqrt(xx * yy);
  }

  /** As docs/training.md has it; minutes. */
  @Tag("slow")
  @Test
  void realTunesAreAsDenseAndAsHighAsIsAsked() throws IOException {
    assumeTrue(Files.isDirectory(NOTTINGHAM), NOTTINGHAM + " is not here");
    LanguageModel model = train(NOTTINGHAM, "--hidden 128 --epochs 8 --test 0.1");
    Followed density =
        follow(model, Control.DENSITY, Control.DENSITY.bin(0.79), Control.DENSITY.bin(2), Map.of());
    assertThat(density.means()).isSorted();
    assertThat(density.correlation()).isGreaterThan(0.8);
    Followed register =
        follow(
            model,
            Control.REGISTER,
            Control.REGISTER.bin(68),
            Control.REGISTER.bin(76),
            Map.of(Control.DENSITY, Control.DENSITY.bin(1.59)));
    assertThat(register.means()).isSorted();
    assertThat(register.correlation()).isGreaterThan(0.5);
  }
}
