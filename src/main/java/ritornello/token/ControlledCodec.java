package ritornello.token;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import ritornello.score.Score;

/**
 * A codec whose pieces begin with what they are like, so that a model can be asked for it: {@code
 * DENSITY_1.26}, {@code REGISTER_72}, and then the tokens of another codec, whose ids are the same.
 * The bins are those of {@link Control}, measured from what the other codec keeps of a piece; so
 * they are told anew where a piece is moved to another key or tempo.
 *
 * <p>It stands outside of words: {@link #characters()} is a codec without controls, {@link #words}
 * puts them in front, {@link #characters(int[])} leaves them out. So collections are scanned,
 * divided, moved and cached without them.
 *
 * <p>The network sees both bins at each step, as the last two of its inputs: also in the middle of
 * a piece, where the tokens that told them are long past. Where the music is written in another
 * register than it sounds in, for its key, it sees that of what is written once the key is known.
 *
 * <p>Any other sequence is read so: a control that is missing is not told; one that stands after
 * the beginning of the music, is told twice, or is out of order means nothing. None of them changes
 * the music.
 */
public final class ControlledCodec implements Codec {
  /** In place of a token that a model is to draw. */
  public static final int OPEN = -1;

  private final Codec codec;
  private final CodecSpec spec;
  private final Controls controls;
  private final ControlTokens tokens;
  private final Vocabulary vocabulary;

  /**
   * @param codec what the music is told in, with or without words
   * @throws IllegalArgumentException if it has controls already
   */
  ControlledCodec(Codec codec, Controls controls) {
    if (codec.spec().controls().isPresent()) {
      throw new IllegalArgumentException(codec.spec().name() + " has controls already");
    }
    this.codec = codec;
    this.spec = codec.spec().with(Optional.of(controls));
    this.controls = controls;
    this.tokens = new ControlTokens(codec.vocabulary().size());
    this.vocabulary = ControlTokens.after(codec.vocabulary());
  }

  /** How the pieces of the collection were. */
  public Controls controls() {
    return controls;
  }

  /**
   * The token that tells a control.
   *
   * @param bin 0 to {@link Control#bins} − 1
   */
  public int token(Control control, int bin) {
    return tokens.of(control, bin);
  }

  /** Whether it tells this control. */
  public boolean tells(Control control, int token) {
    return tokens.is(control, token);
  }

  /** Whether {@link Control#DENSITY} is told in notes a second, not a quarter note. */
  public boolean countsSeconds() {
    return Control.countsSeconds(codec);
  }

  /** What the music of a sequence really has; empty if it has no notes but drums. */
  public OptionalDouble measured(Control control, int[] any) {
    Score score = decode(any, new Rendering("", 120, 0, 64));
    return control.of(score, countsSeconds());
  }

  /**
   * What a model goes on from.
   *
   * @param characters tokens of {@link #characters()} to go on from, without EOS; may be empty, or
   *     have no notes yet
   * @param asked bins; where a control is not asked for, it is that of the notes there are
   * @return both controls, {@link #OPEN} where one is neither asked for nor known, for the model to
   *     draw; and the same music in this codec's tokens
   */
  public int[] seed(int[] characters, Map<Control, Integer> asked) {
    int[] music = codec.words(characters);
    Map<Control, Integer> bins = known(music);
    bins.putAll(asked);
    IntStream header =
        Arrays.stream(Control.values())
            .mapToInt(
                control -> bins.containsKey(control) ? token(control, bins.get(control)) : OPEN);
    return IntStream.concat(header, IntStream.of(music)).toArray();
  }

  /**
   * Which tokens keep to what is asked: all but those that tell one of these controls otherwise. To
   * be asked together with {@link Context#allows}, which says where controls stand.
   */
  public IntPredicate keeping(Map<Control, Integer> asked) {
    return token ->
        asked.entrySet().stream()
            .noneMatch(
                one ->
                    tokens.is(one.getKey(), token)
                        && tokens.bin(one.getKey(), token) != one.getValue());
  }

  /** What is known of music: of a beginning without notes, or of drums alone, nothing yet. */
  private Map<Control, Integer> known(int[] music) {
    Map<Control, Integer> bins = Control.bins(codec, music);
    boolean complete = Arrays.stream(music).anyMatch(token -> token == Vocabulary.EOS);
    if (!complete) {
      bins.values().removeIf(bin -> bin == Control.NONE);
    }
    return bins;
  }

  /** Both controls, or none where they are not known. */
  private int[] header(int[] music) {
    return known(music).entrySet().stream()
        .mapToInt(one -> token(one.getKey(), one.getValue()))
        .toArray();
  }

  private int[] controlled(int[] music) {
    return IntStream.concat(IntStream.of(header(music)), IntStream.of(music)).toArray();
  }

  private int[] music(int[] any) {
    return Arrays.stream(any).filter(token -> !tokens.isAny(token)).toArray();
  }

  @Override
  public int version() {
    return codec.version();
  }

  @Override
  public CodecSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] inputSizes() {
    int[] ofMusic = codec.inputSizes();
    int[] sizes = Arrays.copyOf(ofMusic, ofMusic.length + 2);
    sizes[0] = vocabulary.size();
    sizes[ofMusic.length] = ControlledContext.inputSize(Control.DENSITY);
    sizes[ofMusic.length + 1] = ControlledContext.inputSize(Control.REGISTER);
    return sizes;
  }

  @Override
  public Context start() {
    return new ControlledContext(tokens, codec);
  }

  @Override
  public Encoding encode(Score score) {
    Encoding encoding = codec.encode(score);
    return encoding instanceof Encoding.Encoded encoded
        ? new Encoding.Encoded(controlled(encoded.tokens()), encoded.source())
        : encoding;
  }

  @Override
  public Codec characters() {
    return codec.characters();
  }

  /** With the controls in front, unless it is a beginning that has no notes yet. */
  @Override
  public int[] words(int[] characters) {
    return controlled(codec.words(characters));
  }

  @Override
  public int[] characters(int[] any) {
    return codec.characters(music(any));
  }

  @Override
  public TokenKind kind(int token) {
    if (tokens.isAny(token)) {
      return tokens.is(Control.DENSITY, token) ? TokenKind.DENSITY : TokenKind.REGISTER;
    }
    return codec.kind(token);
  }

  @Override
  public int noteCount(int[] any) {
    return codec.noteCount(music(any));
  }

  /** Controls tell of no note. */
  @Override
  public NoteTokens noteTokens(Score score) {
    NoteTokens music = codec.noteTokens(score);
    return music.after(header(music.tokens()));
  }

  @Override
  public Fidelity fidelity(Score score) {
    return codec.fidelity(score);
  }

  @Override
  public Score decode(int[] any, Rendering rendering) {
    return codec.decode(music(any), rendering);
  }

  @Override
  public int[] transpose(int[] any, int semitones) {
    return controlled(codec.transpose(music(any), semitones));
  }

  @Override
  public int[] pitchRange(int[] any) {
    return codec.pitchRange(music(any));
  }

  @Override
  public int[] instrumentRange() {
    return codec.instrumentRange();
  }

  @Override
  public int[] stretch(int[] any, double factor) {
    return controlled(codec.stretch(music(any), factor));
  }

  @Override
  public int[] velocityRange(int[] any) {
    return codec.velocityRange(music(any));
  }

  @Override
  public int velocities() {
    return codec.velocities();
  }

  @Override
  public int[] louder(int[] any, int velocities) {
    return controlled(codec.louder(music(any), velocities));
  }

  @Override
  public OptionalInt shift(int token) {
    return tokens.isAny(token) ? OptionalInt.empty() : codec.shift(token);
  }

  /** Never: in another key it is in another register. */
  @Override
  public boolean isKeyRelative() {
    return false;
  }
}
