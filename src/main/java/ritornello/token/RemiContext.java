package ritornello.token;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import ritornello.score.TimeSignature;

/**
 * Reads a sequence of REMI tokens, one after the other. Whatever comes, it has one meaning: see
 * {@link RemiCodec}.
 */
final class RemiContext implements Context {
  private static final int NONE = -1;
  private static final int DEFAULT_VELOCITY_BIN = VelocityBins.of(64);

  /** What begins later has no room in a MIDI file. */
  private static final int LAST_BAR_STEP = 1 << 25;

  private enum After {
    START,
    BAR,
    POSITION,
    TEMPO,
    VOICE,
    VELOCITY,
    PITCH,
    NOTE,
    END
  }

  private final RemiTokens tokens;
  private final int stepsPerQuarter;
  private final RemiSink sink;

  /**
   * First step at which each key of a voice is free again; null for voices that have not played.
   * Copies of a context share these until one of them writes, for a grammar of words tries many
   * continuations: copied at once, a token took 50 times as long to draw.
   */
  private final int[][] freeAt;

  /** Voices whose keys no copy shares. */
  private final BitSet owned = new BitSet();

  private final BitSet voices;
  private After after = After.START;
  private int last = Vocabulary.BOS;
  private int barsBegun;
  private int barStart;
  private int barSteps;
  private TimeSignature metre = TimeSignature.COMMON;
  private int emptyBars;
  private boolean hasNotes;
  private int position;
  private int tempoBin = NONE;
  private int voice = NONE;
  private int velocityBin = NONE;
  private int lastVoice = NONE;
  private int lastPitch = NONE;
  private int pending = NONE;

  RemiContext(RemiTokens tokens, int stepsPerQuarter, RemiSink sink) {
    this.tokens = tokens;
    this.stepsPerQuarter = stepsPerQuarter;
    this.sink = sink;
    this.freeAt = new int[Voices.COUNT][];
    this.voices = new BitSet();
  }

  private RemiContext(RemiContext other) {
    tokens = other.tokens;
    stepsPerQuarter = other.stepsPerQuarter;
    sink = RemiSink.NONE;
    freeAt = other.freeAt.clone();
    other.owned.clear();
    voices = (BitSet) other.voices.clone();
    after = other.after;
    last = other.last;
    barsBegun = other.barsBegun;
    barStart = other.barStart;
    barSteps = other.barSteps;
    metre = other.metre;
    emptyBars = other.emptyBars;
    hasNotes = other.hasNotes;
    position = other.position;
    tempoBin = other.tempoBin;
    voice = other.voice;
    velocityBin = other.velocityBin;
    lastVoice = other.lastVoice;
    lastPitch = other.lastPitch;
    pending = other.pending;
  }

  @Override
  public void inputs(int[] into) {
    into[0] = last;
  }

  @Override
  public List<Onset> onsets(int token) {
    boolean begins =
        tokens.isPitch(token) && barsBegun > 0 && voice != Voices.DRUMS && after != After.END;
    return begins ? List.of(new Onset(steps(), token - tokens.firstPitch)) : List.of();
  }

  @Override
  public void accept(int token) {
    last = token;
    if (after == After.END || token == Vocabulary.PAD || token == Vocabulary.BOS) {
      return;
    }
    if (tokens.isDuration(token)) {
      if (pending != NONE) {
        note(pending, tokens.steps(token));
      }
      return;
    }
    if (pending != NONE) {
      note(pending, 1);
    }
    if (token == Vocabulary.EOS) {
      after = After.END;
    } else if (RemiTokens.isBar(token)) {
      bar(token);
    } else if (barsBegun > 0) {
      insideBar(token);
    }
  }

  private void insideBar(int token) {
    if (tokens.isPosition(token)) {
      int wanted = token - RemiTokens.FIRST_POSITION;
      if (wanted < barSteps) {
        position = wanted;
        lastVoice = NONE;
        lastPitch = NONE;
        after = After.POSITION;
      }
    } else if (tokens.isTempo(token)) {
      tempoBin = token - tokens.firstTempo;
      sink.tempo(barStart + position, tempoBin);
      after = After.TEMPO;
    } else if (tokens.isVoice(token)) {
      voice = token - tokens.firstVoice;
      lastPitch = NONE;
      after = After.VOICE;
    } else if (tokens.isVelocity(token)) {
      velocityBin = token - tokens.firstVelocity;
      after = After.VELOCITY;
    } else if (tokens.isPitch(token)) {
      pending = token - tokens.firstPitch;
      after = After.PITCH;
    } else if (tokens.isDrum(token)) {
      voice = Voices.DRUMS;
      note(token - tokens.firstDrum, 1);
    }
  }

  private void bar(int token) {
    if (barStart + barSteps > LAST_BAR_STEP) {
      return;
    }
    emptyBars = after == After.BAR ? emptyBars + 1 : 0;
    barStart += barSteps;
    metre = RemiTokens.metre(token);
    barSteps = steps(metre);
    barsBegun++;
    position = 0;
    lastVoice = NONE;
    lastPitch = NONE;
    sink.bar(barStart, metre);
    after = After.BAR;
  }

  private void note(int pitch, int steps) {
    int playing = voice == NONE ? 0 : voice;
    int start = barStart + position;
    int bin = velocityBin == NONE ? DEFAULT_VELOCITY_BIN : velocityBin;
    GridNote note = new GridNote(start, start + steps, playing, pitch, VelocityBins.velocity(bin));
    sink.note(note);
    int[] keys = ownKeys(playing);
    keys[pitch] = Math.max(keys[pitch], start + steps);
    voices.set(playing);
    lastVoice = playing;
    lastPitch = pitch;
    hasNotes = true;
    pending = NONE;
    after = After.NOTE;
  }

  private int[] ownKeys(int ofVoice) {
    if (!owned.get(ofVoice)) {
      owned.set(ofVoice);
      freeAt[ofVoice] = freeAt[ofVoice] == null ? new int[128] : freeAt[ofVoice].clone();
    }
    return freeAt[ofVoice];
  }

  /** Ends a note that waits for its duration, as EOS does. */
  void finish() {
    accept(Vocabulary.EOS);
  }

  boolean ended() {
    return after == After.END;
  }

  @Override
  public boolean allows(int token) {
    if (tokens.isDuration(token)) {
      return after == After.PITCH;
    } else if (after == After.PITCH || after == After.END) {
      return false;
    } else if (token == Vocabulary.EOS) {
      return after == After.NOTE;
    } else if (RemiTokens.isBar(token)) {
      boolean mayBeEmpty = hasNotes && emptyBars < RemiCodec.MOST_EMPTY_BARS;
      return after == After.START || after == After.NOTE || (after == After.BAR && mayBeEmpty);
    } else if (tokens.isPosition(token)) {
      int wanted = token - RemiTokens.FIRST_POSITION;
      return wanted < barSteps
          && (after == After.BAR || (after == After.NOTE && wanted > position));
    }
    return after.compareTo(After.POSITION) >= 0 && allowsAtPosition(token);
  }

  private boolean allowsAtPosition(int token) {
    if (tokens.isTempo(token)) {
      return after == After.POSITION && token - tokens.firstTempo != tempoBin;
    } else if (tempoBin == NONE || after == After.VELOCITY) {
      return tempoBin != NONE && allowsNote(token);
    } else if (tokens.isVoice(token)) {
      int wanted = token - tokens.firstVoice;
      return after != After.VOICE
          && wanted != voice
          && wanted > lastVoice
          && hasRoom(wanted)
          && canStrike(wanted, NONE);
    } else if (tokens.isVelocity(token)) {
      int bin = token - tokens.firstVelocity;
      return voice != NONE && bin != velocityBin && canStrike(voice, lastPitch);
    }
    return allowsNote(token);
  }

  private boolean allowsNote(int token) {
    boolean drums = tokens.isDrum(token);
    if (voice == NONE
        || velocityBin == NONE
        || drums != (voice == Voices.DRUMS)
        || !(drums || tokens.isPitch(token))) {
      return false;
    }
    int pitch = token - (drums ? tokens.firstDrum : tokens.firstPitch);
    return pitch > lastPitch && isFree(voice, pitch);
  }

  private boolean isFree(int ofVoice, int pitch) {
    return freeAt[ofVoice] == null || freeAt[ofVoice][pitch] <= barStart + position;
  }

  private boolean canStrike(int ofVoice, int above) {
    for (int pitch = 127; pitch > above; pitch--) {
      if (isFree(ofVoice, pitch)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a channel for it. */
  private boolean hasRoom(int wanted) {
    boolean drums = voices.get(Voices.DRUMS);
    return wanted == Voices.DRUMS
        || voices.get(wanted)
        || voices.cardinality() - (drums ? 1 : 0) < RemiCodec.MOST_VOICES;
  }

  /** Up to the position where the next note may stand. */
  @Override
  public int steps() {
    return barStart + position;
  }

  @Override
  public int bars() {
    return Math.max(0, barsBegun - 1);
  }

  @Override
  public boolean atBarLine() {
    return after == After.START || after == After.BAR;
  }

  @Override
  public Optional<BarPlace> place() {
    return Optional.of(new BarPlace(bars(), position, barSteps, metre));
  }

  /** The end completes its bar. */
  @Override
  public Optional<BarPlace> placeAfter(int token) {
    if (RemiTokens.isBar(token)) {
      TimeSignature next = RemiTokens.metre(token);
      return Optional.of(new BarPlace(barsBegun, 0, steps(next), next));
    } else if (tokens.isPosition(token)) {
      int wanted = token - RemiTokens.FIRST_POSITION;
      return Optional.of(new BarPlace(bars(), wanted, barSteps, metre));
    }
    boolean ends = token == Vocabulary.EOS && after != After.BAR && barsBegun > 0;
    return ends ? Optional.of(new BarPlace(bars() + 1, 0, barSteps, metre)) : place();
  }

  private int steps(TimeSignature bar) {
    return (int) Math.round(bar.quartersPerBar() * stepsPerQuarter);
  }

  @Override
  public int soundingAfter(int token) {
    int waiting = pending != NONE && voice != Voices.DRUMS ? 1 : 0;
    if (RemiTokens.isBar(token)) {
      return soundingAt(barStart + barSteps);
    }
    int at = tokens.isPosition(token) ? token - RemiTokens.FIRST_POSITION : position;
    return soundingAt(barStart + at) + waiting + (begins(token) ? 1 : 0);
  }

  /** Whether it is a note, drums apart, or something that only a note makes sense of. */
  private boolean begins(int token) {
    if (tokens.isPosition(token) || tokens.isTempo(token)) {
      // Where there are drums, it may be one of theirs.
      return !voices.get(Voices.DRUMS);
    } else if (tokens.isVoice(token)) {
      return token - tokens.firstVoice != Voices.DRUMS;
    } else if (tokens.isVelocity(token)) {
      return voice != Voices.DRUMS;
    }
    return tokens.isPitch(token) && (voice == NONE || isFree(voice, token - tokens.firstPitch));
  }

  private int soundingAt(int step) {
    int sounding = 0;
    for (int v = voices.nextSetBit(0); v >= 0 && v < Voices.DRUMS; v = voices.nextSetBit(v + 1)) {
      for (int end : freeAt[v]) {
        sounding += end > step ? 1 : 0;
      }
    }
    return sounding;
  }

  @Override
  public Context copy() {
    return new RemiContext(this);
  }
}
