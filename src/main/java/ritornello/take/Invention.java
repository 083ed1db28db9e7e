package ritornello.take;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import ritornello.lm.BeamSearch;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.originality.RunsOfLength;
import ritornello.score.Score;
import ritornello.score.Text;
import ritornello.store.Hash;
import ritornello.store.ModelFiles;
import ritornello.task.Generator;
import ritornello.task.Request;
import ritornello.task.UnsatisfiableException;

/**
 * Makes the music of takes: the same take gives the same.
 *
 * @param model that the takes name
 * @param forbidden the shortest runs of notes that are copied too long, if a take says so
 */
public record Invention(LanguageModel model, Optional<RunsOfLength> forbidden) {

  /**
   * What came of a take.
   *
   * @param summary how long it is, and in what, for people
   * @param generated how it came about
   */
  public record Made(Take take, Score score, String summary, Generator.Generated generated) {}

  /**
   * What a model is made of, as a hash: two models of the same give the same music.
   *
   * @throws IOException if a file of it can't be read
   */
  public static String sha256(ModelFiles files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String file : ModelFiles.NEEDED) {
      all.append(Hash.sha256(files.bytes(file)));
    }
    return Hash.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes one; of a batch all must be made for it.
   *
   * @throws UnsatisfiableException if nothing keeps to its rules
   * @throws IllegalArgumentException if a rule can't be read, or makes no sense for the model
   */
  public Made make(Take take) throws UnsatisfiableException {
    if (take.sideBySide().isPresent()) {
      return makeAll(take).get(take.sideBySide().get().number() - 1);
    }
    int[] words = take.asked().seed(model.codec(), take.seed());
    Generator generator = new Generator(model, take.sampler());
    Optional<BeamSearch> beam = take.beam();
    Request request = request(take, words);
    return made(
        take,
        words.length,
        beam.isPresent()
            ? generator.likeliest(request, beam.get())
            : generator.generate(request, take.randomSeed()));
  }

  /**
   * Makes all of a batch, in their order.
   *
   * @param take any of it
   */
  public List<Made> makeAll(Take take) throws UnsatisfiableException {
    Take.Batch batch = take.sideBySide().orElseThrow();
    int[] words = take.asked().seed(model.codec(), take.seed());
    List<Generator.Generated> generated =
        new Generator(model, take.sampler())
            .generateAll(request(take, words), take.randomSeed(), batch.count(), batch.threads());
    List<Made> all = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      all.add(made(take.inBatch(i + 1), words.length, generated.get(i)));
    }
    return all;
  }

  private Request request(Take take, int[] words) {
    return new Request(words, take.bars(), take.rules().constraints(take.bars()), forbidden);
  }

  private Made made(Take take, int seedWords, Generator.Generated generated) {
    int[] all = generated.tokens();
    int[] invented = model.codec().characters(Arrays.copyOfRange(all, seedWords, all.length));
    int[] tokens = IntStream.concat(IntStream.of(take.seed()), IntStream.of(invented)).toArray();
    Composer.Seed seed = new Composer.Seed(take.seed(), take.seedBars(), take.seedQpm());
    Composer.Music music =
        Composer.of(model.codec().characters())
            .music(tokens, seed, take.withoutSeed(), take.qpm(), take.program());
    return new Made(take, signed(music.score(), take), music.summary(), generated);
  }

  /** With a word on where it comes from. */
  private Score signed(Score plain, Take take) {
    String origin =
        String.format(
            Locale.ROOT,
            "Ritornello, model %s, random seed %d, %s",
            take.modelName(),
            take.ownSeed(),
            told(take));
    return new Score(
        plain.ppq(),
        plain.tempos(),
        plain.timeSignatures(),
        plain.keySignatures(),
        List.of(new Text(0, Text.Kind.TEXT, origin), take.text()),
        plain.tracks());
  }

  /** How a take was drawn, for people. */
  public static String told(Take take) {
    if (take.beam().isPresent()) {
      return "the likeliest of a beam of " + take.beam().get().width();
    }
    Sampler sampler = take.sampler();
    StringBuilder told = new StringBuilder("temperature ").append(sampler.temperature());
    tell(told, "top-k", sampler.topK(), sampler.topK() != Sampler.ALL);
    tell(told, "top-p", sampler.topP(), sampler.topP() != 1);
    tell(told, "min-p", sampler.minP(), sampler.minP() != 0);
    double penalty = sampler.repetitionPenalty();
    tell(told, "repetition penalty", penalty, penalty != 1);
    String asked = take.asked().told();
    told.append(asked.isEmpty() ? "" : ", " + asked);
    return told.toString();
  }

  private static void tell(StringBuilder told, String name, Number value, boolean given) {
    if (given) {
      told.append(String.format(Locale.ROOT, ", %s %s", name, value));
    }
  }
}
