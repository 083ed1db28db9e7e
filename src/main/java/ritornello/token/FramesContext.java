package ritornello.token;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import ritornello.score.TimeSignature;

/**
 * Reads a sequence of frame tokens, one after the other. Whatever comes, it has one meaning: see
 * {@link FramesCodec}.
 */
final class FramesContext implements Context {
  private static final int NONE = -1;
  private static final int QUARTERS_PER_BAR = 4;

  private final NoteSink sink;
  private final int framesPerQuarter;

  /** For each pitch, the frame in which it was struck, or NONE. */
  private final int[] since;

  /** What sounds in this frame, as far as it is told. */
  private final BitSet present;

  private int last = Vocabulary.BOS;
  private int frame;
  private int lastPitch = NONE;

  /** Frames without notes before this one, since the last with notes; or since the beginning. */
  private int emptyFrames;

  private boolean hasNotes;
  private boolean ended;

  FramesContext(int framesPerQuarter, NoteSink sink) {
    this.framesPerQuarter = framesPerQuarter;
    this.sink = sink;
    this.since = new int[128];
    this.present = new BitSet(128);
    Arrays.fill(since, NONE);
  }

  private FramesContext(FramesContext other) {
    framesPerQuarter = other.framesPerQuarter;
    sink = NoteSink.NONE;
    since = other.since.clone();
    present = (BitSet) other.present.clone();
    last = other.last;
    frame = other.frame;
    lastPitch = other.lastPitch;
    emptyFrames = other.emptyFrames;
    hasNotes = other.hasNotes;
    ended = other.ended;
  }

  @Override
  public void inputs(int[] into) {
    into[0] = last;
  }

  @Override
  public List<Onset> onsets(int token) {
    if (ended || !FramesCodec.isPitch(token)) {
      return List.of();
    }
    int pitch = FramesCodec.pitch(token);
    boolean struck = since[pitch] == NONE || token >= FramesCodec.FIRST_AGAIN;
    return struck && !present.get(pitch) ? List.of(new Onset(frame, pitch)) : List.of();
  }

  @Override
  public void accept(int token) {
    last = token;
    if (ended) {
      return;
    }
    if (token == Vocabulary.EOS) {
      finish();
    } else if (token == FramesCodec.NEXT_FRAME) {
      endFrame();
    } else if (FramesCodec.isPitch(token)) {
      sound(FramesCodec.pitch(token), token >= FramesCodec.FIRST_AGAIN);
    }
  }

  private void sound(int pitch, boolean again) {
    lastPitch = pitch;
    if (present.get(pitch)) {
      return;
    }
    present.set(pitch);
    if (again) {
      end(pitch);
    }
    if (since[pitch] == NONE) {
      since[pitch] = frame;
    }
  }

  private void endFrame() {
    for (int pitch = 0; pitch < since.length; pitch++) {
      if (!present.get(pitch)) {
        end(pitch);
      }
    }
    emptyFrames = present.isEmpty() ? emptyFrames + 1 : 0;
    hasNotes |= !present.isEmpty();
    present.clear();
    lastPitch = NONE;
    frame++;
  }

  /** Ends the note of this pitch before this frame, if there is one. */
  private void end(int pitch) {
    if (since[pitch] != NONE) {
      sink.note(new GridNote(since[pitch], frame, 0, pitch, 1));
      since[pitch] = NONE;
    }
  }

  /** Ends the frame, if it has begun, and the notes that still sound, as EOS does. */
  void finish() {
    if (ended) {
      return;
    }
    if (!present.isEmpty()) {
      endFrame();
    }
    for (int pitch = 0; pitch < since.length; pitch++) {
      end(pitch);
    }
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public boolean allows(int token) {
    if (ended) {
      return false;
    } else if (FramesCodec.isPitch(token)) {
      int pitch = FramesCodec.pitch(token);
      boolean again = token >= FramesCodec.FIRST_AGAIN;
      return pitch > lastPitch && (!again || since[pitch] != NONE);
    } else if (token == FramesCodec.NEXT_FRAME) {
      int mostEmpty = FramesCodec.MOST_SILENT_QUARTERS * framesPerQuarter;
      return !present.isEmpty() || (hasNotes && emptyFrames < mostEmpty);
    }
    return token == Vocabulary.EOS && hasNotes && present.isEmpty() && emptyFrames == 0;
  }

  /** In frames. */
  @Override
  public int steps() {
    return frame;
  }

  @Override
  public int bars() {
    return frame / (QUARTERS_PER_BAR * framesPerQuarter);
  }

  @Override
  public boolean atBarLine() {
    return frame % (QUARTERS_PER_BAR * framesPerQuarter) == 0 && present.isEmpty();
  }

  @Override
  public Optional<BarPlace> place() {
    return Optional.of(place(frame));
  }

  @Override
  public Optional<BarPlace> placeAfter(int token) {
    return Optional.of(place(token == FramesCodec.NEXT_FRAME ? frame + 1 : frame));
  }

  private BarPlace place(int ofFrame) {
    int barSteps = QUARTERS_PER_BAR * framesPerQuarter;
    return new BarPlace(ofFrame / barSteps, ofFrame % barSteps, barSteps, TimeSignature.COMMON);
  }

  @Override
  public int soundingAfter(int token) {
    if (token == FramesCodec.NEXT_FRAME) {
      return 0;
    }
    boolean more = FramesCodec.isPitch(token) && !present.get(FramesCodec.pitch(token));
    return present.cardinality() + (more ? 1 : 0);
  }

  @Override
  public Context copy() {
    return new FramesContext(this);
  }
}
