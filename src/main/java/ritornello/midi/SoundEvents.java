package ritornello.midi;

/**
 * Tells where events go on after damage: where the next few of them make sense.
 *
 * <p>An event makes sense if its wait has at most eight quarter notes, its status byte is one that
 * files may have, its data bytes are under 128 and its data fit. Only a handful of events are
 * looked at, so that the time stays linear in the size of the file.
 */
final class SoundEvents {
  private static final int FEW = 4;
  private static final int MANY = 8;
  private static final int LONGEST_WAIT_QUARTERS = 8;

  /** For a PPQ that cannot be meant. */
  private static final int LEAST_LONGEST_WAIT = 1000;

  private static final int MOST_QUANTITY_BYTES = 4;

  private final byte[] bytes;
  private final int likelyWait;
  private int longestWait;
  private int limit;
  private boolean limitIsSure;
  private int pos;
  private int running;
  private boolean trackEnded;
  private boolean cut;

  SoundEvents(byte[] bytes, int ppq) {
    this.bytes = bytes;
    this.likelyWait = Math.max(LEAST_LONGEST_WAIT, LONGEST_WAIT_QUARTERS * ppq);
  }

  /**
   * Sets where the track ends.
   *
   * @param limitIsSure false if only the file ends there, so that events may be cut by it
   */
  void within(int limit, boolean limitIsSure) {
    this.limit = limit;
    this.limitIsSure = limitIsSure;
  }

  /**
   * Whether sound events follow from here on.
   *
   * @param runningStatus what holds there; 0 if nothing does
   */
  boolean follow(int from, int runningStatus) {
    return follow(from, runningStatus, FEW);
  }

  /** Whether so many sound events follow from here on that running status can be trusted. */
  boolean manyFollow(int from, int runningStatus) {
    return runningStatus != 0 && follow(from, runningStatus, MANY);
  }

  /** Whether sound events follow, the first of which has its wait behind it, or has lost it. */
  boolean followWait(int from, int runningStatus) {
    start(from, runningStatus);
    return message() ? moreFollow(FEW - 1) : cut && !limitIsSure;
  }

  /** As {@link #followWait}, but the waits may be as long as the standard lets them be. */
  boolean followAnyWait(int from, int runningStatus) {
    start(from, runningStatus);
    longestWait = Integer.MAX_VALUE;
    return message() ? moreFollow(FEW - 1) : cut && !limitIsSure;
  }

  private boolean follow(int from, int runningStatus, int wanted) {
    start(from, runningStatus);
    return moreFollow(wanted);
  }

  private void start(int from, int runningStatus) {
    pos = from;
    running = runningStatus;
    longestWait = likelyWait;
    trackEnded = false;
    cut = false;
  }

  private boolean moreFollow(int wanted) {
    for (int i = 0; i < wanted && !trackEnded && pos < limit; i++) {
      if (!(skipWait() && message())) {
        // An event that the end of the file cuts says nothing against those before it.
        return cut && !limitIsSure && i > 0;
      }
    }
    return true;
  }

  private boolean skipWait() {
    int wait = quantity();
    return wait >= 0 && wait <= longestWait;
  }

  private boolean message() {
    if (pos == limit) {
      cut = true;
      return false;
    }
    int status = bytes[pos] & 0xFF;
    if (status >= 0xF0) {
      pos++;
      return status == 0xFF ? metaEvent() : (status == 0xF0 || status == 0xF7) && data();
    }
    if (status >= 0x80) {
      running = status;
      pos++;
    }
    if (running == 0) {
      return false;
    }
    int size = (running & 0xE0) == 0xC0 ? 1 : 2;
    for (int i = 0; i < size; i++) {
      if (pos == limit) {
        cut = true;
        return false;
      }
      if (bytes[pos++] < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean metaEvent() {
    if (pos == limit) {
      cut = true;
      return false;
    }
    int type = bytes[pos++];
    if (type < 0) {
      return false;
    }
    trackEnded = type == MetaEvents.END_OF_TRACK;
    return data();
  }

  private boolean data() {
    int length = quantity();
    if (length < 0 || length > limit - pos) {
      return false;
    }
    pos += length;
    return true;
  }

  /** A quantity; negative if it is longer than makes sense, or cut. */
  private int quantity() {
    int value = 0;
    for (int i = 0; i < MOST_QUANTITY_BYTES; i++) {
      if (pos == limit) {
        cut = true;
        return -1;
      }
      int next = bytes[pos++];
      value = (value << 7) | (next & 0x7F);
      if (next >= 0) {
        return value;
      }
    }
    return -1;
  }

  /** Whether a wait is so short that damage is unlikely to be in it. */
  boolean isLikelyWait(int ticks) {
    return ticks <= likelyWait;
  }
}
