package ritornello.token;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;

/**
 * Reads a sequence of melody tokens, one after the other. Whatever comes, it has one meaning: see
 * {@link MelodyCodec}.
 */
final class MelodyContext implements Context {
  /** Positions in the bar that are told apart: a bar of 6/4 or 12/8 in twelfths of a quarter. */
  private static final int MOST_POSITION = 72;

  /** Positions in the bar, and one for all after them. */
  static final int POSITIONS = MOST_POSITION + 1;

  private static final int PHRASE_BARS = 8;

  /** Bars of a phrase, and one for where the music has not begun. */
  static final int PHRASE_POSITIONS = PHRASE_BARS + 1;

  /** Phrases that are told apart, one for all after them, and one for where none has begun. */
  static final int PHRASES = 16;

  private static final int DEFAULT_METRE = MelodyTokens.ofMetre(TimeSignature.COMMON);

  private enum Phase {
    METRE,
    KEY,
    MUSIC,
    ENDED
  }

  /** Bar length in steps of each metre token. */
  private final int[] stepsPerBar;

  private final boolean pickups;
  private final boolean positions;
  private final int[] lookbackBars;

  /** The latest step tokens; that of step s is at s modulo its length, a power of two. */
  private final short[] latest;

  private Phase phase = Phase.METRE;
  private int last = Vocabulary.BOS;
  private int metre = DEFAULT_METRE;
  private int key = Vocabulary.UNK;
  private boolean metreHasSteps;
  private int steps;
  private int position;
  private int bars;
  private int pickupBars;
  private boolean sounding;
  private boolean hasNotes;

  /**
   * @param stepsPerBar of each metre token, by its place among them
   * @param pickups whether a rest at the beginning makes the first bar a pickup
   * @param positions as {@link CodecSpec#positions}
   * @param lookbackBars as {@link CodecSpec#lookbackBars}
   */
  MelodyContext(int[] stepsPerBar, boolean pickups, boolean positions, int[] lookbackBars) {
    this.stepsPerBar = stepsPerBar;
    this.pickups = pickups;
    this.positions = positions;
    this.lookbackBars = lookbackBars;
    int farthest = Arrays.stream(lookbackBars).max().orElse(1);
    int needed = farthest * Arrays.stream(stepsPerBar).max().getAsInt();
    this.latest = new short[Integer.highestOneBit(2 * needed - 1)];
  }

  private MelodyContext(MelodyContext other) {
    stepsPerBar = other.stepsPerBar;
    pickups = other.pickups;
    positions = other.positions;
    lookbackBars = other.lookbackBars;
    latest = other.latest.clone();
    phase = other.phase;
    last = other.last;
    metre = other.metre;
    key = other.key;
    metreHasSteps = other.metreHasSteps;
    steps = other.steps;
    position = other.position;
    bars = other.bars;
    pickupBars = other.pickupBars;
    sounding = other.sounding;
    hasNotes = other.hasNotes;
  }

  @Override
  public void inputs(int[] into) {
    int i = 0;
    into[i++] = last;
    if (positions) {
      into[i++] = Math.min(position, MOST_POSITION);
      boolean begun = phase == Phase.MUSIC || phase == Phase.ENDED;
      int bar = bars - pickupBars;
      into[i++] = begun ? Math.floorMod(bar, PHRASE_BARS) : PHRASE_BARS;
      into[i++] = begun && bar >= 0 ? 1 + Math.min(bar / PHRASE_BARS, PHRASES - 2) : 0;
    }
    for (int back : lookbackBars) {
      int step = steps - back * barSteps();
      into[i++] = step < 0 ? Vocabulary.PAD : latest[step & (latest.length - 1)];
    }
  }

  @Override
  public boolean allows(int token) {
    return switch (phase) {
      case METRE -> MelodyTokens.isMetre(token);
      case KEY -> MelodyTokens.isKey(token);
      case MUSIC -> allowsInMusic(token);
      case ENDED -> false;
    };
  }

  private boolean allowsInMusic(int token) {
    if (token == Vocabulary.EOS) {
      return atBarLine() && metreHasSteps && hasNotes;
    } else if (token == MelodyTokens.HOLD) {
      return sounding;
    } else if (MelodyTokens.isMetre(token)) {
      // One that tells nothing new would be a second way to write the same melody.
      return atBarLine() && metreHasSteps && token != metre;
    }
    return MelodyTokens.isStep(token);
  }

  @Override
  public List<Onset> onsets(int token) {
    boolean begins = MelodyTokens.isNote(token) && phase != Phase.ENDED;
    return begins ? List.of(new Onset(steps, MelodyTokens.pitch(token, key))) : List.of();
  }

  @Override
  public void accept(int token) {
    last = token;
    if (phase == Phase.ENDED) {
      return;
    }
    if (token == Vocabulary.EOS) {
      phase = Phase.ENDED;
    } else if (MelodyTokens.isStep(token)) {
      phase = Phase.MUSIC;
      step(token == MelodyTokens.HOLD && !sounding ? MelodyTokens.REST : token);
    } else if (phase == Phase.MUSIC) {
      if (MelodyTokens.isMetre(token) && atBarLine() && token != metre) {
        metre = token;
        metreHasSteps = false;
      }
    } else {
      header(token);
    }
  }

  private void header(int token) {
    if (MelodyTokens.isMetre(token)) {
      metre = token;
      phase = Phase.KEY;
    } else if (MelodyTokens.isKey(token)) {
      key = token;
      phase = Phase.MUSIC;
    } else if (token == Vocabulary.UNK) {
      phase = phase == Phase.METRE ? Phase.KEY : Phase.MUSIC;
    }
  }

  private void step(int token) {
    if (pickups && steps == 0 && token == MelodyTokens.REST) {
      // Phrases are counted from the first full bar.
      pickupBars = 1;
    }
    latest[steps & (latest.length - 1)] = (short) token;
    metreHasSteps = true;
    sounding = token != MelodyTokens.REST;
    hasNotes |= sounding;
    steps++;
    position++;
    if (position == barSteps()) {
      position = 0;
      bars++;
    }
  }

  private int barSteps() {
    return stepsPerBar[metre - MelodyTokens.FIRST_METRE];
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public int bars() {
    return bars;
  }

  /** A bar that begins the music with a rest is a pickup. */
  @Override
  public int pickupBars() {
    return pickupBars;
  }

  @Override
  public boolean atBarLine() {
    return position == 0;
  }

  @Override
  public Optional<BarPlace> place() {
    return Optional.of(place(bars, position, metre));
  }

  @Override
  public Optional<BarPlace> placeAfter(int token) {
    if (!MelodyTokens.isStep(token)) {
      return Optional.of(place(bars, position, MelodyTokens.isMetre(token) ? token : metre));
    }
    boolean last = position + 1 == barSteps();
    return Optional.of(last ? place(bars + 1, 0, metre) : place(bars, position + 1, metre));
  }

  private BarPlace place(int bar, int step, int ofMetre) {
    int barSteps = stepsPerBar[ofMetre - MelodyTokens.FIRST_METRE];
    return new BarPlace(bar - pickupBars, step, barSteps, MelodyTokens.metre(ofMetre));
  }

  @Override
  public int soundingAfter(int token) {
    boolean sounds =
        MelodyTokens.isStep(token)
            ? MelodyTokens.isNote(token) || (sounding && token == MelodyTokens.HOLD)
            : sounding;
    return sounds ? 1 : 0;
  }

  @Override
  public Optional<KeySignature> key() {
    return MelodyTokens.isKey(key) ? Optional.of(MelodyTokens.key(key)) : Optional.empty();
  }

  @Override
  public Context copy() {
    return new MelodyContext(this);
  }

  boolean ended() {
    return phase == Phase.ENDED;
  }

  /** Token of the metre in force. */
  int metre() {
    return metre;
  }

  /** Token of the key; UNK if it is not known. */
  int keyToken() {
    return key;
  }

  /** The token of the step before the coming one; a hold of nothing is a rest here. */
  int latestStep() {
    return latest[(steps - 1) & (latest.length - 1)];
  }
}
