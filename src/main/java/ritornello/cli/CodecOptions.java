package ritornello.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;
import ritornello.token.ControlledCodec;
import ritornello.token.Controls;
import ritornello.token.TokenSource;
import ritornello.token.Vocabulary;
import ritornello.token.WordLearner;
import ritornello.token.Words;

/** What the music is to a model. */
final class CodecOptions {
  private static final int MOST_TOKENS = 1 << 16;

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      completionCandidates = CodecNames.class,
      description = "What the music is to the model: ${COMPLETION-CANDIDATES} (default: melody).")
  private Optional<String> codec = Optional.empty();

  @Option(
      names = "--steps-per-quarter",
      paramLabel = "N",
      description =
          "Grid of the codec: 4, or 12 for triplets; for frames also 1 or 2 (default: 4, of remi"
              + " 12).")
  private Optional<Integer> stepsPerQuarter = Optional.empty();

  @Option(
      names = "--no-positions",
      negatable = false,
      description = "Don't show the network where in the bar and the phrase it stands (melody).")
  private boolean noPositions;

  @Option(
      names = "--lookback",
      paramLabel = "BARS",
      split = ",",
      description =
          "Show the network what there was so many bars ago; 0 for nothing (melody; default:"
              + " 1,2,4,8).")
  private List<Integer> lookback = List.of();

  @Option(
      names = "--vocabulary-size",
      paramLabel = "N",
      description =
          "Join tokens that often follow each other (byte-pair merges) until there are N"
              + " (default: join none).")
  private Optional<Integer> vocabularySize = Optional.empty();

  @Option(
      names = "--rare",
      paramLabel = "N",
      description =
          "What the collection has less than N times is unknown to the model (default: 0).")
  private Optional<Integer> rare = Optional.empty();

  @Option(
      names = "--controls",
      negatable = false,
      description =
          "Tell the model of each piece how dense and how high it is, so that it can be asked for"
              + " that (default: not).")
  private boolean controls;

  /** All of them, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--codec", codec);
    given.put("--steps-per-quarter", stepsPerQuarter);
    given.put("--no-positions", noPositions ? Optional.of(true) : Optional.empty());
    given.put("--lookback", lookback.isEmpty() ? Optional.empty() : Optional.of(lookback));
    given.put("--vocabulary-size", vocabularySize);
    given.put("--rare", rare);
    given.put("--controls", controls ? Optional.of(true) : Optional.empty());
    return given;
  }

  /**
   * The codec that was asked for, without words and controls.
   *
   * @throws IllegalArgumentException if there is no such codec, or an option makes no sense
   */
  Codec characters() {
    CodecSpec usual = CodecNames.codec(codec, stepsPerQuarter).spec();
    Codec characters =
        Codecs.of(
            new CodecSpec(
                usual.name(),
                usual.stepsPerQuarter(),
                usual.positions() && !noPositions,
                lookback.isEmpty() ? usual.lookbackBars() : bars(lookback)));
    if (rare.isPresent() && rare.get() < 0) {
      throw new IllegalArgumentException("--rare is " + rare.get() + "; it must be 0 or more");
    }
    if (vocabularySize.orElse(0) > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "--vocabulary-size is " + vocabularySize.get() + "; it must be at most " + MOST_TOKENS);
    }
    if (noPositions && !usual.positions()) {
      throw new IllegalArgumentException(
          "--no-positions is for melody; the codec " + usual.name() + " has none");
    }
    boolean none = rare.orElse(0) == 0;
    if (none && vocabularySize.orElse(Integer.MAX_VALUE) < characters.vocabulary().size()) {
      throw new IllegalArgumentException(
          "--vocabulary-size is "
              + vocabularySize.get()
              + "; it must be more than the "
              + characters.vocabulary().size()
              + " tokens that the codec has without words");
    }
    return characters;
  }

  private static List<Integer> bars(List<Integer> lookback) {
    return lookback.equals(List.of(0)) ? List.of() : lookback;
  }

  /**
   * The codec with the words and the controls that were asked for.
   *
   * @param source what they are learned from
   * @param err where it is told what became of it
   * @throws IllegalArgumentException if there are more tokens than were asked for
   */
  Codec complete(Codec characters, TokenSource source, PrintWriter err) {
    Codec codec = words(characters, source, err);
    if (!controls) {
      return codec;
    }
    ControlledCodec controlled = Codecs.withControls(codec, Controls.of(codec, source));
    ControlFacts.of(controlled).forEach(err::println);
    return controlled;
  }

  private Codec words(Codec characters, TokenSource source, PrintWriter err) {
    if (vocabularySize.isEmpty() && rare.orElse(0) == 0) {
      return characters;
    }
    OptionalInt size =
        vocabularySize.isPresent() ? OptionalInt.of(vocabularySize.get()) : OptionalInt.empty();
    err.println("learning which tokens go together");
    Words words = WordLearner.learn(characters, source, size, rare.orElse(0));
    Codec made = Codecs.withWords(characters, words);
    IntStream tokens = IntStream.range(Vocabulary.SPECIAL.size(), made.vocabulary().size());
    if (tokens.noneMatch(token -> made.pitchRange(new int[] {token}).length > 0)) {
      throw new IllegalArgumentException(
          "--rare is " + rare.orElse(0) + ", and no note is there as often; choose less");
    }
    err.printf(
        Locale.ROOT,
        "a vocabulary of %d tokens was made of the %d of the codec %s%s%n",
        made.vocabulary().size(),
        characters.vocabulary().size(),
        characters.spec().name(),
        words.rare().isEmpty() ? "" : rare(words, made, source));
    return made;
  }

  private static String rare(Words words, Codec made, TokenSource source) {
    long unknown = 0;
    long tokens = 0;
    for (Iterator<int[]> pieces = source.epoch(0); pieces.hasNext(); ) {
      int[] piece = pieces.next();
      tokens += piece.length;
      unknown += Arrays.stream(made.words(piece)).filter(id -> id == Vocabulary.UNK).count();
    }
    return String.format(
        Locale.ROOT,
        "; %d of those are rare, and unknown to the model: %.3f %% of the music",
        words.rare().size(),
        100.0 * unknown / Math.max(1, tokens));
  }
}
