package ritornello.midi;

import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;

/** What meta events mean. */
final class MetaEvents {
  static final int SEQUENCE_NUMBER = 0x00;
  static final int NAME = 0x03;
  static final int CHANNEL_PREFIX = 0x20;
  static final int PORT = 0x21;
  static final int END_OF_TRACK = 0x2F;
  static final int TEMPO = 0x51;
  static final int SMPTE_OFFSET = 0x54;
  static final int TIME_SIGNATURE = 0x58;
  static final int KEY_SIGNATURE = 0x59;
  static final int SEQUENCER_SPECIFIC = 0x7F;

  private static final Text.Kind[] TEXT_KINDS = textKinds();

  private final byte[] bytes;
  private final Repairs repairs;
  private final ScoreAssembly score;

  MetaEvents(byte[] bytes, Repairs repairs, ScoreAssembly score) {
    this.bytes = bytes;
    this.repairs = repairs;
    this.score = score;
  }

  private static Text.Kind[] textKinds() {
    Text.Kind[] kinds = new Text.Kind[8];
    for (Text.Kind kind : Text.Kind.values()) {
      kinds[kind.metaType()] = kind;
    }
    return kinds;
  }

  /**
   * Takes a meta event, all but the end of the track.
   *
   * @param type 0 to 127
   * @param at where its data begins
   * @param event where the event begins, for repairs
   */
  void take(int type, int at, int length, int tick, int event) throws MalformedMidiException {
    switch (type) {
      case TEMPO -> tempo(at, length, tick, event);
      case TIME_SIGNATURE -> timeSignature(at, length, tick, event);
      case KEY_SIGNATURE -> keySignature(at, length, tick, event);
      case CHANNEL_PREFIX -> {
        if (length == 1 && bytes[at] >= 0 && bytes[at] < 16) {
          score.channelPrefix(bytes[at]);
        }
      }
      case SEQUENCE_NUMBER -> score.leftOut("sequence number", 1);
      case PORT -> score.leftOut("port", 1);
      case SMPTE_OFFSET -> score.leftOut("SMPTE offset", 1);
      case SEQUENCER_SPECIFIC -> score.leftOut("sequencer's own meta event", 1);
      default -> textOrUnknown(type, at, length, tick);
    }
  }

  private void textOrUnknown(int type, int at, int length, int tick) {
    if (type < TEXT_KINDS.length) {
      score.texts.add(new Text(tick, TEXT_KINDS[type], WrittenWords.decode(bytes, at, length)));
    } else {
      score.leftOut("meta event 0x%02X".formatted(type), 1);
    }
  }

  private void tempo(int at, int length, int tick, int event) throws MalformedMidiException {
    if (score.hasFixedTempo()) {
      repairs.add(
          Repair.Kind.TEMPO_WITHOUT_MEANING,
          event,
          "a tempo in a file that counts in SMPTE time",
          "left it out");
      return;
    }
    if (length != 3) {
      wrongLength("tempo", length, 3, event, length > 3);
    }
    if (length < 3) {
      return;
    }
    int micros = (Bytes.uint16(bytes, at) << 8) | (bytes[at + 2] & 0xFF);
    if (micros == 0) {
      repairs.add(
          Repair.Kind.META_EVENT,
          event,
          "a quarter note is to last 0 microseconds",
          "left the tempo as it was");
      return;
    }
    score.tempos.add(new TempoChange(tick, micros));
  }

  private void timeSignature(int at, int length, int tick, int event)
      throws MalformedMidiException {
    if (length != 4) {
      wrongLength("time signature", length, 4, event, length >= 2);
    }
    if (length < 2) {
      return;
    }
    int numerator = bytes[at] & 0xFF;
    int power = bytes[at + 1] & 0xFF;
    if (numerator == 0 || power > 7) {
      repairs.add(
          Repair.Kind.META_EVENT,
          event,
          "there is no time signature of " + numerator + " over 2 to the power of " + power,
          "left it out");
      return;
    }
    score.timeSignatures.add(
        new TimeSignatureChange(tick, new TimeSignature(numerator, 1 << power)));
  }

  private void keySignature(int at, int length, int tick, int event) throws MalformedMidiException {
    if (length != 2) {
      wrongLength("key signature", length, 2, event, length > 2);
    }
    if (length < 2) {
      return;
    }
    int fifths = bytes[at];
    int mode = bytes[at + 1];
    if (fifths < -7 || fifths > 7) {
      repairs.add(
          Repair.Kind.META_EVENT,
          event,
          "there is no key signature of " + fifths + " sharps",
          "left it out");
      return;
    }
    if (mode != 0 && mode != 1) {
      // Nearly always 255 after a number of flats: a 16-bit number was written, not two of 8 bits.
      repairs.add(
          Repair.Kind.META_EVENT,
          event,
          "a key signature is neither major (0) nor minor (1) but " + (mode & 0xFF),
          "took it as major");
    }
    score.keySignatures.add(new KeySignatureChange(tick, new KeySignature(fifths, mode == 1)));
  }

  private void wrongLength(String what, int length, int right, int event, boolean used)
      throws MalformedMidiException {
    repairs.add(
        Repair.Kind.META_EVENT,
        event,
        "a " + what + " has " + length + " bytes, not " + right,
        used ? "took the first of them" : "left it out");
  }
}
