package ritornello.token;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
  /** In place of a merge: later than all. */
  private static final int NONE = Integer.MAX_VALUE;

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
    int size = to - from;
    // What each becomes with the next, kept up to date: looked up anew for all of them after each
    // merge, joining took ten times as long.
    int[] merged = new int[size];
    for (int i = 0; i < size; i++) {
      merged[i] = merged(words, from + i, to);
    }
    for (int at = earliest(merged, size); merged[at] != NONE; at = earliest(merged, size)) {
      words[from + at] = merged[at];
      System.arraycopy(words, from + at + 2, words, from + at + 1, size - at - 2);
      System.arraycopy(merged, at + 2, merged, at + 1, size - at - 2);
      size--;
      merged[at] = merged(words, from + at, from + size);
      if (at > 0) {
        merged[at - 1] = merged(words, from + at - 1, from + size);
      }
    }
    return from + size;
  }

  /** What becomes of a word and the next before the end, or NONE. */
  private int merged(int[] words, int at, int end) {
    int merged = at + 1 < end ? vocabulary.merged(words[at], words[at + 1]) : -1;
    return merged < 0 ? NONE : merged;
  }

  /** Where the merge is that was learned earliest; the first of several. */
  private static int earliest(int[] merged, int size) {
    int least = NONE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, merged[i]);
    }
    int at = 0;
    while (merged[at] != least) {
      at++;
    }
    return at;
  }

  @Override
  public int[] characters(int[] words) {
    return Arrays.stream(words)
        .flatMap(word -> IntStream.of(vocabulary.characters(word)))
        .toArray();
  }

  /** Of a word of one character that character's. */
  @Override
  public TokenKind kind(int token) {
    int[] characters = vocabulary.characters(token);
    return characters.length == 1 ? codec.kind(characters[0]) : TokenKind.WORD;
  }

  @Override
  public int noteCount(int[] tokens) {
    return codec.noteCount(characters(tokens));
  }

  /** Rare tokens tell of what they would if they were known. */
  @Override
  public NoteTokens noteTokens(Score score) {
    NoteTokens characters = codec.noteTokens(score);
    int[] words = words(characters.tokens());
    int[] lengths = Arrays.stream(words).map(word -> vocabulary.characters(word).length).toArray();
    return characters.inWords(words, lengths);
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
  public OptionalInt shift(int token) {
    return Arrays.stream(vocabulary.characters(token))
        .mapToObj(codec::shift)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  @Override
  public boolean isKeyRelative() {
    return codec.isKeyRelative();
  }
}
