package ritornello.midi;

import ritornello.score.ChannelEvent;
import ritornello.score.Note;

/**
 * Reads the events of one track chunk after another, in one pass over the bytes.
 *
 * <p>Where the bytes are no event, it goes on where the next few events make sense; see {@link
 * SoundEvents}.
 */
final class TrackParser {
  private static final int LARGEST_QUANTITY = 0x0FFF_FFFF;
  private static final int LONGEST_QUANTITY = 5;

  /** What {@link #quantity} gives where the bytes end inside it. */
  private static final int CUT = -1;

  /** What {@link #quantity} gives where it is too large, or does not end. */
  private static final int TOO_LARGE = -2;

  private final byte[] bytes;
  private final Repairs repairs;
  private final ScoreAssembly score;
  private final NotePairing pairing;
  private final MetaEvents metaEvents;
  private final SoundEvents soundEvents;

  private int pos;
  private int limit;
  private long declaredEnd;
  private boolean limitIsSure;

  private int tick;

  /** The tick before the event that is being read, and the byte after its wait. */
  private int tickBefore;

  private int waitEnd;
  private int running;
  private boolean interrupted;
  private boolean ended;
  private boolean cut;
  private boolean damaged;

  TrackParser(byte[] bytes, Repairs repairs, ScoreAssembly score, NotePairing pairing) {
    this.bytes = bytes;
    this.repairs = repairs;
    this.score = score;
    this.pairing = pairing;
    this.metaEvents = new MetaEvents(bytes, repairs, score);
    this.soundEvents = new SoundEvents(bytes, score.ppq());
  }

  /**
   * Reads a track's events up to its end.
   *
   * @param from where the first event begins
   * @param limit where the last one ends at the latest
   * @param declaredEnd where the chunk says that it ends
   * @param limitIsSure whether the track ends at the limit, or only the file does
   * @param startTick the tick at which the track begins
   */
  void parse(int from, int limit, long declaredEnd, boolean limitIsSure, int startTick)
      throws MalformedMidiException {
    this.pos = from;
    this.limit = limit;
    this.declaredEnd = declaredEnd;
    this.limitIsSure = limitIsSure;
    soundEvents.within(limit, limitIsSure);
    tick = startTick;
    running = 0;
    interrupted = false;
    ended = false;
    cut = false;
    damaged = false;
    while (pos < limit && !ended) {
      if (!limitIsSure && Bytes.hasId(bytes, pos, limit, Bytes.TRACK_ID)) {
        return;
      }
      event();
    }
  }

  /** The byte after the last one read. */
  int position() {
    return pos;
  }

  /** The tick of the last event, or of the end of the track. */
  int tick() {
    return tick;
  }

  /** Whether the end of the track was read. */
  boolean ended() {
    return ended;
  }

  /** Whether the bytes end inside an event. */
  boolean cut() {
    return cut;
  }

  private void event() throws MalformedMidiException {
    int at = pos;
    tickBefore = tick;
    int delta = bytes[pos];
    if (delta >= 0) {
      pos++;
    } else {
      delta = longDelta(at);
      if (delta < 0) {
        return;
      }
    }
    if (delta > MidiReader.MAX_TICK - tick) {
      repairs.add(
          Repair.Kind.TICK_CAP,
          at,
          "a wait of " + delta + " ticks leads past tick " + MidiReader.MAX_TICK,
          "took it as none");
      delta = 0;
    }
    tick += delta;
    waitEnd = pos;
    if (pos == limit) {
      cutInside(at);
      return;
    }
    message(at);
  }

  /** A wait of more than a byte; negative if there is none, and then all is done. */
  private int longDelta(int at) throws MalformedMidiException {
    int delta = quantity();
    if (delta == CUT) {
      cutInside(at);
    } else if (delta == TOO_LARGE) {
      if (bytes[pos - 1] < 0) {
        goOnFrom(at + 1, at, Repair.Kind.QUANTITY, "a wait that does not end");
        return CUT;
      }
      repairs.add(
          Repair.Kind.QUANTITY, at, "a wait of more than 268,435,455 ticks", "took it as none");
      return 0;
    } else if (pos - at > 4) {
      repairs.add(Repair.Kind.QUANTITY, at, "a wait is written in five bytes", "took its value");
    } else if (pos - at > 2 && !soundEvents.isLikelyWait(delta) && !messagesFollow()) {
      goOnFrom(
          at + 1, at, Repair.Kind.STRAY_BYTES, "a wait of " + delta + " ticks before no event");
      return CUT;
    }
    return delta;
  }

  /**
   * Whether what comes after a long wait are sound events, as far as the file goes; once damage was
   * seen in a track, other long waits among them count as more of it.
   */
  private boolean messagesFollow() {
    return pos == limit
        || (damaged
            ? soundEvents.followWait(pos, running)
            : soundEvents.followAnyWait(pos, running));
  }

  private void message(int at) throws MalformedMidiException {
    int status = bytes[pos] & 0xFF;
    if (status < 0x80) {
      if (running == 0) {
        goOnFrom(at + 1, at, Repair.Kind.STRAY_BYTES, "data bytes without a status byte");
        return;
      }
      if (interrupted) {
        repairs.add(
            Repair.Kind.RUNNING_STATUS,
            at,
            "running status goes on after a meta event or a system message",
            "took the status of the last channel message");
        interrupted = false;
      }
      channelMessage(running, at);
    } else if (status < 0xF0) {
      pos++;
      running = status;
      interrupted = false;
      channelMessage(status, at);
    } else {
      pos++;
      interrupted = true;
      switch (status) {
        case 0xFF -> metaEvent(at);
        case 0xF0, 0xF7 -> systemExclusive(status, at);
        default -> straySystemMessage(status, at);
      }
    }
  }

  private void channelMessage(int status, int at) throws MalformedMidiException {
    int size = (status & 0xE0) == 0xC0 ? 1 : 2;
    int data = pos;
    if (data + size > limit) {
      cutInside(at);
      return;
    }
    int first = bytes[data];
    int second = size == 2 ? bytes[data + 1] : 0;
    if ((first | second) < 0) {
      if (!soundEvents.follow(data + size, status)) {
        running = 0;
        goOnFrom(at + 1, at, Repair.Kind.STRAY_BYTES, "a channel message with a status byte in it");
        return;
      }
      first = dataByte(first, status >= 0xD0, data);
      second = dataByte(second, true, data + 1);
    }
    pos = data + size;
    take(status, first, second, at);
  }

  /** A data byte in its range: values over 127 become 127, all else loses its highest bit. */
  private int dataByte(int value, boolean isValue, int at) throws MalformedMidiException {
    if (value >= 0) {
      return value;
    }
    int taken = isValue ? 127 : value & 0x7F;
    repairs.add(
        Repair.Kind.DATA_BYTE,
        at,
        "a data byte is " + (value & 0xFF) + ", more than 127",
        "took it as " + taken);
    return taken;
  }

  private void take(int status, int first, int second, int at) throws MalformedMidiException {
    int channel = status & 0x0F;
    switch (status >> 4) {
      case 0x8 -> pairing.noteOff(tick, channel, first, second);
      case 0x9 -> {
        if (second == 0) {
          pairing.noteOff(tick, channel, first, Note.DEFAULT_RELEASE_VELOCITY);
        } else {
          // One tick before the cap at the latest, for a note lasts at least one.
          int start = Math.min(tick, MidiReader.MAX_TICK - 1);
          pairing.noteOn(start, channel, first, second, at);
        }
      }
      case 0xA -> score.event(channel, new ChannelEvent.KeyPressure(tick, first, second));
      case 0xB -> score.event(channel, new ChannelEvent.ControlChange(tick, first, second));
      case 0xC -> score.event(channel, new ChannelEvent.ProgramChange(tick, first));
      case 0xD -> score.event(channel, new ChannelEvent.ChannelPressure(tick, first));
      default -> score.event(channel, new ChannelEvent.PitchBend(tick, (second << 7) | first));
    }
  }

  private void metaEvent(int at) throws MalformedMidiException {
    if (pos == limit) {
      cutInside(at);
      return;
    }
    int type = bytes[pos++];
    if (type < 0) {
      goOnFrom(at + 1, at, Repair.Kind.STRAY_BYTES, "a meta event of type " + (type & 0xFF));
      return;
    }
    int length = lengthOfData(at);
    if (length < 0) {
      return;
    }
    int data = pos;
    pos += length;
    if (type == MetaEvents.END_OF_TRACK) {
      endOfTrack(length, at);
    } else {
      metaEvents.take(type, data, length, tick, at);
    }
  }

  private void endOfTrack(int length, int at) throws MalformedMidiException {
    if (length != 0) {
      repairs.add(
          Repair.Kind.END_OF_TRACK,
          at,
          "the end of the track has " + length + " bytes of data",
          "skipped them");
    }
    boolean goesOn =
        limitIsSure
            && pos < limit
            && !Bytes.hasId(bytes, pos, limit, Bytes.TRACK_ID)
            && soundEvents.follow(pos, 0);
    if (goesOn) {
      repairs.add(
          Repair.Kind.END_OF_TRACK,
          at,
          "events follow after the end of the track",
          "read them as part of it");
    }
    ended = !goesOn;
  }

  private void systemExclusive(int status, int at) throws MalformedMidiException {
    int length = lengthOfData(at);
    if (length < 0) {
      return;
    }
    pos += length;
    score.leftOut(status == 0xF0 ? "system exclusive message" : "escaped message", 1);
  }

  /** How many bytes of data follow; negative if they can't, and then all is done. */
  private int lengthOfData(int at) throws MalformedMidiException {
    int from = pos;
    int length = quantity();
    if (length == CUT) {
      cutInside(at);
      return CUT;
    }
    if (length >= 0 && length <= limit - pos) {
      if (pos - from > 4) {
        repairs.add(
            Repair.Kind.QUANTITY, from, "a length is written in five bytes", "took its value");
      }
      return length;
    }
    if (length >= 0 && !limitIsSure && pos + (long) length <= declaredEnd) {
      cutInside(at);
      return CUT;
    }
    int next = length == TOO_LARGE ? from : pos;
    goOnFrom(next, at, Repair.Kind.STRAY_BYTES, "an event that is longer than its track");
    return CUT;
  }

  /** A message that is for wires, not for files. */
  private void straySystemMessage(int status, int at) throws MalformedMidiException {
    int size = status == 0xF2 ? 2 : (status == 0xF1 || status == 0xF3) ? 1 : 0;
    int next = pos;
    while (size > 0 && next < limit && bytes[next] >= 0) {
      next++;
      size--;
    }
    String problem = "a system message 0x%02X, which has no place in a file".formatted(status);
    if (next == limit || soundEvents.follow(next, running)) {
      repairs.add(Repair.Kind.STRAY_BYTES, at, problem, "left it out");
      pos = next;
    } else {
      goOnFrom(pos, at, Repair.Kind.STRAY_BYTES, problem);
    }
  }

  /** Skips to where events go on, at this byte or after it. */
  private void goOnFrom(int from, int at, Repair.Kind kind, String problem)
      throws MalformedMidiException {
    damaged = true;
    int next = soundEvents.followWait(at, 0) ? at : soundEventsFrom(from);
    String action = next == at ? "took it as an event without a wait" : leftOut(next - at);
    repairs.add(kind, at, problem, action);
    if (next < waitEnd || !soundEvents.isLikelyWait(tick - tickBefore)) {
      tick = tickBefore;
    }
    pos = next;
    if (next < limit && !soundEvents.follow(next, 0) && soundEvents.followWait(next, 0)) {
      message(next);
    }
  }

  private static String leftOut(int bytes) {
    return bytes == 1 ? "left out 1 byte" : "left out " + bytes + " bytes";
  }

  /** The first byte from here on where events go on, with a wait or without, or the limit. */
  private int soundEventsFrom(int from) {
    int next = from;
    while (next < limit
        && !soundEvents.follow(next, 0)
        && !soundEvents.followWait(next, 0)
        && !soundEvents.manyFollow(next, running)
        && !(!limitIsSure && Bytes.hasId(bytes, next, limit, Bytes.TRACK_ID))) {
      next++;
    }
    return next;
  }

  private void cutInside(int at) throws MalformedMidiException {
    repairs.add(
        Repair.Kind.TRUNCATED,
        at,
        (limitIsSure ? "the track" : "the file") + " ends inside an event",
        "left that event out");
    cut = true;
    pos = limit;
  }

  /**
   * Reads a variable-length quantity of at most five bytes, or gives {@link #CUT} or {@link
   * #TOO_LARGE}.
   */
  private int quantity() {
    long value = 0;
    for (int i = 0; i < LONGEST_QUANTITY; i++) {
      if (pos == limit) {
        return CUT;
      }
      int next = bytes[pos++];
      value = (value << 7) | (next & 0x7F);
      if (next >= 0) {
        return value <= LARGEST_QUANTITY ? (int) value : TOO_LARGE;
      }
    }
    return TOO_LARGE;
  }
}
