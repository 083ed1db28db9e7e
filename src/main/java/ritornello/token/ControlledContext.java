package ritornello.token;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ritornello.score.KeySignature;

/**
 * Where a sequence of a {@link ControlledCodec} stands: where its music does, and what it was said
 * to be like at the beginning.
 */
final class ControlledContext implements Context {
  /** In place of a bin, as an input of the network. */
  private static final int NOT_TOLD = 0;

  private final ControlTokens tokens;
  private final Codec codec;
  private final Context music;
  private int last = Vocabulary.BOS;
  private int density = NOT_TOLD;
  private int register = NOT_TOLD;
  private OptionalInt shift = OptionalInt.empty();
  private boolean begun;

  /**
   * @param codec of the music
   */
  ControlledContext(ControlTokens tokens, Codec codec) {
    this(tokens, codec, codec.start());
  }

  private ControlledContext(ControlTokens tokens, Codec codec, Context music) {
    this.tokens = tokens;
    this.codec = codec;
    this.music = music;
  }

  /** Those of the music; then both controls, each as its bin and 1, or 0 if it is not told. */
  @Override
  public void inputs(int[] into) {
    music.inputs(into);
    into[0] = last;
    into[into.length - 2] = density;
    into[into.length - 1] = writtenRegister();
  }

  /**
   * As the music is written. Models were told how high it sounds, and hardly followed (correlation
   * 0.18): to reckon with the key all through a piece is too much for them.
   */
  private int writtenRegister() {
    if (register <= 1 + Control.NONE || shift.isEmpty()) {
      return register;
    }
    double sounding = Control.REGISTER.middle(register - 1);
    return 1 + Control.REGISTER.bin(Math.max(0, sounding - shift.getAsInt()));
  }

  /** How many values such an input has. */
  static int inputSize(Control control) {
    return control.bins() + 1;
  }

  /** Which control comes next; empty where it is music. */
  private Optional<Control> awaited() {
    if (begun || register != NOT_TOLD) {
      return Optional.empty();
    }
    return Optional.of(density == NOT_TOLD ? Control.DENSITY : Control.REGISTER);
  }

  @Override
  public boolean allows(int token) {
    Optional<Control> awaited = awaited();
    if (awaited.isEmpty()) {
      return !tokens.isAny(token) && music.allows(token);
    } else if (!tokens.is(awaited.get(), token)) {
      return false;
    }
    // What has no notes has neither.
    boolean none = tokens.bin(awaited.get(), token) == Control.NONE;
    return density == NOT_TOLD || none == (density == 1 + Control.NONE);
  }

  @Override
  public void accept(int token) {
    last = token;
    if (tokens.isAny(token)) {
      control(token);
    } else {
      begun |= token != Vocabulary.PAD && token != Vocabulary.BOS;
      if (shift.isEmpty() && music.steps() == 0) {
        shift = codec.shift(token);
      }
      music.accept(token);
    }
  }

  private void control(int token) {
    if (awaited().isEmpty()) {
      return;
    }
    if (tokens.is(Control.REGISTER, token)) {
      register = 1 + tokens.bin(Control.REGISTER, token);
    } else if (density == NOT_TOLD) {
      density = 1 + tokens.bin(Control.DENSITY, token);
    }
  }

  @Override
  public List<Onset> onsets(int token) {
    return tokens.isAny(token) ? List.of() : music.onsets(token);
  }

  @Override
  public int steps() {
    return music.steps();
  }

  @Override
  public int bars() {
    return music.bars();
  }

  @Override
  public int pickupBars() {
    return music.pickupBars();
  }

  @Override
  public boolean atBarLine() {
    return music.atBarLine();
  }

  @Override
  public Optional<BarPlace> place() {
    return music.place();
  }

  @Override
  public Optional<BarPlace> placeAfter(int token) {
    return tokens.isAny(token) ? music.place() : music.placeAfter(token);
  }

  @Override
  public int soundingAfter(int token) {
    return music.soundingAfter(tokens.isAny(token) ? Vocabulary.PAD : token);
  }

  @Override
  public Optional<KeySignature> key() {
    return music.key();
  }

  @Override
  public Context characters() {
    return music.characters();
  }

  @Override
  public Context copy() {
    ControlledContext copy = new ControlledContext(tokens, codec, music.copy());
    copy.last = last;
    copy.density = density;
    copy.register = register;
    copy.shift = shift;
    copy.begun = begun;
    return copy;
  }
}
