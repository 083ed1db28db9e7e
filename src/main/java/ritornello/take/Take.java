package ritornello.take;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import ritornello.lm.BeamSearch;
import ritornello.lm.Sampler;
import ritornello.score.Score;
import ritornello.score.Text;
import ritornello.store.Hash;
import ritornello.store.Json;

/**
 * All that a piece came from. A piece carries its take, as a text in its MIDI file; so it can't be
 * lost or mixed up, wherever the file goes.
 *
 * @param format of this record
 * @param version of the program
 * @param model a bundled one's name, or a directory
 * @param modelSha256 of what the model is made of
 * @param parent id of the take that it goes on from
 * @param seed tokens that it goes on from, without EOS
 * @param seedBars how many bars they are, a pickup not counted
 * @param seedQpm tempo of what the seed was taken from, in quarter notes a minute
 * @param withoutSeed whether the seed is left out of the music
 * @param bars full bars at which it ends at the latest, the seed's included
 * @param rules what it keeps to
 * @param asked what it is to be like as a whole
 * @param sampler how it was drawn
 * @param beam what looked for it, if it was not drawn
 * @param maxCopy how many notes in a row it may copy
 * @param collection folders of what not to copy; none for what the model was trained on
 * @param qpm tempo that was asked for, in quarter notes a minute
 * @param program General MIDI's, 0 to 127
 * @param sideBySide the batch that it grew in, if it did not grow alone
 * @param randomSeed what every draw came from; of a batch that of the first
 */
public record Take(
    int format,
    String version,
    String model,
    String modelSha256,
    Optional<String> parent,
    int[] seed,
    int seedBars,
    Optional<Double> seedQpm,
    boolean withoutSeed,
    int bars,
    Rules rules,
    Asked asked,
    Sampler sampler,
    Optional<BeamSearch> beam,
    Optional<Integer> maxCopy,
    List<String> collection,
    Optional<Double> qpm,
    int program,
    Optional<Batch> sideBySide,
    long randomSeed) {
  /** Of this program. */
  public static final int FORMAT = 1;

  private static final String MARK = "Ritornello take ";
  private static final int ID_DIGITS = 8;

  public Take {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "it is of format " + format + ", and this program reads format " + FORMAT);
    }
    seed = seed.clone();
    collection = List.copyOf(collection);
  }

  /**
   * Pieces that grew side by side: sums are in another order than alone.
   *
   * @param count how many they were
   * @param number which of them this is, from 1
   * @param threads how many shared the work
   */
  public record Batch(int count, int number, int threads) {
    public Batch {
      if (number < 1 || number > count || threads < 1) {
        throw new IllegalArgumentException(
            "piece " + number + " of " + count + " on " + threads + " threads");
      }
    }
  }

  @Override
  public int[] seed() {
    return seed.clone();
  }

  /** What to call it: the same for the same music, in all likelihood another for any other. */
  public String id() {
    return Hash.sha256(Json.bytes(this)).substring(0, ID_DIGITS);
  }

  /** What to call the model: its folder's name, wherever that is. */
  public String modelName() {
    return model.substring(Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')) + 1);
  }

  /** The random seed of just this piece. */
  public long ownSeed() {
    return randomSeed + sideBySide.map(batch -> batch.number() - 1).orElse(0);
  }

  /** Another of the same batch. */
  Take inBatch(int number) {
    Batch batch = sideBySide.orElseThrow();
    return with(Optional.of(new Batch(batch.count(), number, batch.threads())), randomSeed);
  }

  /** The same, drawn from another random seed, alone or side by side. */
  public Take with(Optional<Batch> batch, long otherSeed) {
    return new Take(
        format,
        version,
        model,
        modelSha256,
        parent,
        seed,
        seedBars,
        seedQpm,
        withoutSeed,
        bars,
        rules,
        asked,
        sampler,
        beam,
        maxCopy,
        collection,
        qpm,
        program,
        batch,
        otherSeed);
  }

  /** The words in which a piece carries it. */
  Text text() {
    return new Text(0, Text.Kind.TEXT, MARK + Json.text(this).strip());
  }

  /**
   * The take that a piece carries; nothing if it carries none.
   *
   * @param place of the piece, for messages
   * @throws IOException if what it carries can't be read
   */
  public static Optional<Take> of(Score score, String place) throws IOException {
    for (Text text : score.texts()) {
      if (text.value().startsWith(MARK)) {
        byte[] json = text.value().substring(MARK.length()).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Json.read(json, "the take in " + place, Take.class));
      }
    }
    return Optional.empty();
  }
}
