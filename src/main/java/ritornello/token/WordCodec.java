package ritornello.token;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import ritornello.score.Score;

/**
 * A codec whose tokens ("characters") are joined to longer ones ("words"), learned from a
 * collection by byte-pair encoding, and whose rare tokens are {@link Vocabulary#UNK}. Joining loses
 * nothing; what is rare is lost.
 *
 * <p>A word never goes on after a bar is complete, so that music can end, and be counted, at bar
 * lines; see {@link PhraseEnds}.
 */
public final class WordCodec implements Codec {
  private final Codec codec;
  private final CodecSpec spec;
  private final WordVocabulary vocabulary;
  private final WordTree tree;

  /**
   * @param codec what the words are made of
   * @throws IllegalArgumentException if the words are not those of this codec
   */
  WordCodec(Codec codec, Words words) {
    this.codec = codec;
    this.spec = codec.spec().with(words);
    this.vocabulary = new WordVocabulary(codec.vocabulary(), words);
    this.tree = new WordTree(vocabulary);
  }

  @Override
  public CodecSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary.names();
  }

  @Override
  public int[] inputSizes() {
    int[] sizes = codec.inputSizes();
    sizes[0] = vocabulary.size();
    return sizes;
  }

  @Override
  public Context start() {
    return new WordContext(codec.start(), vocabulary, tree);
  }

  @Override
  public Encoding encode(Score score) {
    Encoding encoding = codec.encode(score);
    return encoding instanceof Encoding.Encoded encoded
        ? new Encoding.Encoded(words(encoded.tokens()), encoded.source())
        : encoding;
  }

  @Override
  public Codec characters() {
    return codec;
  }

  @Override
  public int[] words(int[] characters) {
    int[] words = new int[characters.length];
    int count = 0;
    int begin = 0;
    PhraseEnds ends = new PhraseEnds(codec);
    for (int i = 0; i < characters.length; i++) {
      if (ends.after(characters[i]) || i == characters.length - 1) {
        for (int j = begin; j <= i; j++) {
          words[count + j - begin] = vocabulary.word(characters[j]);
        }
        count = join(words, count, count + i + 1 - begin);
        begin = i + 1;
      }
    }
    return Arrays.copyOf(words, count);
  }

  /** Makes the merges within words[from, to), the earliest learned first; gives the new end. */
  private int join(int[] words, int from, int to) {
    // What each becomes with the next, kept up to date: looked up anew for all of them after each
    // merge, joining would take ten times as long as encoding.
    int[] merged = new int[to - from];
    for (int i = from; i + 1 < to; i++) {
      merged[i - from] = vocabulary.merged(words[i], words[i + 1]);
    }
    int end = to;
    for (int first = first(merged, end - from); first >= 0; first = first(merged, end - from)) {
      int kept = from;
      boolean joinedBefore = false;
      for (int i = from; i < end; i++) {
        boolean joins = i + 1 < end && merged[i - from] == first;
        int word = joins ? first : words[i];
        if (kept > from) {
          merged[kept - 1 - from] =
              joins || joinedBefore
                  ? vocabulary.merged(words[kept - 1], word)
                  : merged[i - 1 - from];
        }
        words[kept++] = word;
        i += joins ? 1 : 0;
        joinedBefore = joins;
      }
      end = kept;
    }
    return end;
  }

  /** The earliest learned of the merges of so many words; −1 if there are none. */
  private static int first(int[] merged, int words) {
    int first = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < words; i++) {
      first = merged[i] >= 0 ? Math.min(first, merged[i]) : first;
    }
    return first == Integer.MAX_VALUE ? -1 : first;
  }

  @Override
  public int[] characters(int[] words) {
    return Arrays.stream(words)
        .flatMap(word -> IntStream.of(vocabulary.characters(word)))
        .toArray();
  }

  @Override
  public Fidelity fidelity(Score score) {
    Fidelity all = codec.fidelity(score);
    if (spec.words().orElse(Words.NONE).rare().isEmpty()) {
      return all;
    }
    int kept =
        encode(score) instanceof Encoding.Encoded encoded
            ? decode(encoded.tokens(), new Rendering("", 120, 0, 64)).noteCount()
            : 0;
    OptionalDouble velocityError = all.velocityError();
    return new Fidelity(
        all.notes(),
        Math.min(kept, all.kept()),
        all.timingErrorMillis(),
        all.largestTimingErrorMillis(),
        velocityError);
  }

  @Override
  public Score decode(int[] tokens, Rendering rendering) {
    return codec.decode(characters(tokens), rendering);
  }

  @Override
  public int[] transpose(int[] tokens, int semitones) {
    return words(codec.transpose(characters(tokens), semitones));
  }

  @Override
  public int[] pitchRange(int[] tokens) {
    return codec.pitchRange(characters(tokens));
  }

  @Override
  public int[] instrumentRange() {
    return codec.instrumentRange();
  }

  @Override
  public int[] stretch(int[] tokens, double factor) {
    return words(codec.stretch(characters(tokens), factor));
  }

  @Override
  public int[] velocityRange(int[] tokens) {
    return codec.velocityRange(characters(tokens));
  }

  @Override
  public int velocities() {
    return codec.velocities();
  }

  @Override
  public int[] louder(int[] tokens, int velocities) {
    return words(codec.louder(characters(tokens), velocities));
  }

  @Override
  public boolean isKeyRelative() {
    return codec.isKeyRelative();
  }
}
