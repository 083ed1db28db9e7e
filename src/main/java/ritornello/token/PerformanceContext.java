package ritornello.token;

import java.util.Arrays;
import java.util.List;

/**
 * Reads a sequence of performance tokens, one after the other. Whatever comes, it has one meaning:
 * see {@link PerformanceCodec}.
 */
final class PerformanceContext implements Context {
  /** Two seconds, a bar of 4/4 at 120 quarter notes a minute. */
  private static final int STEPS_PER_BAR = 200;

  private static final int NONE = -1;
  private static final int DEFAULT_VELOCITY_BIN = VelocityBins.of(64);
  private static final int LAST_STEP = 1 << 30;

  private enum After {
    START,
    FULL_SHIFT,
    SHIFT,
    OFF,
    ON,
    VELOCITY,
    END
  }

  private final NoteSink sink;

  /** For each pitch, the step at which it was struck, or NONE. */
  private final int[] since;

  private final int[] velocityBins;

  private After after = After.START;
  private int last = Vocabulary.BOS;
  private int step;
  private int velocityBin = NONE;
  private int lastOn = NONE;
  private int lastOff = NONE;
  private int sounding;
  private int silentSince;

  // What the grammar wants to know about all pitches, worked out when it is first asked.
  private boolean known;
  private int lastShiftStep;
  private int firstDue;
  private boolean canStrike;

  PerformanceContext(NoteSink sink) {
    this.sink = sink;
    this.since = new int[128];
    this.velocityBins = new int[128];
    Arrays.fill(since, NONE);
  }

  private PerformanceContext(PerformanceContext other) {
    sink = NoteSink.NONE;
    since = other.since.clone();
    velocityBins = other.velocityBins.clone();
    after = other.after;
    last = other.last;
    step = other.step;
    velocityBin = other.velocityBin;
    lastOn = other.lastOn;
    lastOff = other.lastOff;
    sounding = other.sounding;
    silentSince = other.silentSince;
  }

  @Override
  public void inputs(int[] into) {
    into[0] = last;
  }

  @Override
  public List<Onset> onsets(int token) {
    int pitch = token - PerformanceTokens.FIRST_ON;
    boolean begins = PerformanceTokens.isOn(token) && after != After.END && since[pitch] != step;
    return begins ? List.of(new Onset(step, pitch)) : List.of();
  }

  @Override
  public void accept(int token) {
    last = token;
    known = false;
    if (after == After.END) {
      return;
    }
    if (token == Vocabulary.EOS) {
      finish();
    } else if (PerformanceTokens.isOn(token)) {
      strike(token - PerformanceTokens.FIRST_ON);
    } else if (PerformanceTokens.isOff(token)) {
      release(token - PerformanceTokens.FIRST_OFF);
    } else if (PerformanceTokens.isShift(token)) {
      shift(PerformanceTokens.steps(token));
    } else if (PerformanceTokens.isVelocity(token)) {
      velocityBin = token - PerformanceTokens.FIRST_VELOCITY;
      after = After.VELOCITY;
    }
  }

  private void strike(int pitch) {
    if (since[pitch] == step) {
      return;
    }
    after = After.ON;
    end(pitch);
    since[pitch] = step;
    velocityBins[pitch] = velocityBin == NONE ? DEFAULT_VELOCITY_BIN : velocityBin;
    sounding++;
    lastOn = pitch;
  }

  private void release(int pitch) {
    if (since[pitch] != NONE && since[pitch] < step) {
      after = After.OFF;
      end(pitch);
      lastOff = pitch;
    }
  }

  /** Ends the note of this pitch, if there is one. */
  private void end(int pitch) {
    if (since[pitch] == NONE) {
      return;
    }
    int velocity = VelocityBins.velocity(velocityBins[pitch]);
    sink.note(new GridNote(since[pitch], Math.max(step, since[pitch] + 1), 0, pitch, velocity));
    since[pitch] = NONE;
    sounding--;
    silentSince = step;
  }

  private void shift(int steps) {
    after = steps == PerformanceTokens.LONGEST_SHIFT ? After.FULL_SHIFT : After.SHIFT;
    step = Math.min(LAST_STEP, step + steps);
    lastOn = NONE;
    lastOff = NONE;
  }

  /** Ends the notes that still sound, as EOS does. */
  void finish() {
    for (int pitch = 0; pitch < since.length; pitch++) {
      end(pitch);
    }
    after = After.END;
  }

  boolean ended() {
    return after == After.END;
  }

  @Override
  public boolean allows(int token) {
    if (after == After.END) {
      return false;
    }
    lookAtPitches();
    if (PerformanceTokens.isOn(token)) {
      int pitch = token - PerformanceTokens.FIRST_ON;
      return velocityBin != NONE && firstDue == NONE && since[pitch] == NONE && pitch > lastOn;
    } else if (PerformanceTokens.isVelocity(token)) {
      int bin = token - PerformanceTokens.FIRST_VELOCITY;
      return after != After.VELOCITY && bin != velocityBin && firstDue == NONE && canStrike;
    } else if (after == After.VELOCITY) {
      return false;
    } else if (PerformanceTokens.isOff(token)) {
      return allowsOff(token - PerformanceTokens.FIRST_OFF);
    } else if (PerformanceTokens.isShift(token)) {
      boolean mayWait = after != After.START && after != After.SHIFT;
      return mayWait && step + PerformanceTokens.steps(token) <= lastShiftStep;
    }
    return token == Vocabulary.EOS && after == After.OFF && sounding == 0;
  }

  private boolean allowsOff(int pitch) {
    return since[pitch] != NONE
        && since[pitch] < step
        && lastOn == NONE
        && pitch > lastOff
        && (firstDue == NONE || pitch <= firstDue);
  }

  private void lookAtPitches() {
    if (known) {
      return;
    }
    known = true;
    firstDue = NONE;
    canStrike = false;
    lastShiftStep = sounding == 0 ? silentSince + PerformanceCodec.MOST_SILENT_STEPS : LAST_STEP;
    for (int pitch = 127; pitch >= 0; pitch--) {
      if (since[pitch] == NONE) {
        canStrike |= pitch > lastOn;
        continue;
      }
      int due = since[pitch] + PerformanceCodec.MOST_SOUNDING_STEPS;
      lastShiftStep = Math.min(lastShiftStep, due);
      if (due <= step) {
        firstDue = pitch;
      }
    }
  }

  /** In steps of 10 ms. */
  @Override
  public int steps() {
    return step;
  }

  @Override
  public int bars() {
    return step / STEPS_PER_BAR;
  }

  @Override
  public boolean atBarLine() {
    return step % STEPS_PER_BAR == 0;
  }

  @Override
  public int soundingAfter(int token) {
    if (PerformanceTokens.isOn(token)) {
      return sounding + (since[token - PerformanceTokens.FIRST_ON] == NONE ? 1 : 0);
    } else if (PerformanceTokens.isOff(token)) {
      return sounding - (since[token - PerformanceTokens.FIRST_OFF] == NONE ? 0 : 1);
    }
    return sounding + (PerformanceTokens.isVelocity(token) ? 1 : 0);
  }

  @Override
  public Context copy() {
    return new PerformanceContext(this);
  }
}
