package ritornello.midi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import ritornello.score.Note;
import ritornello.score.Score;

/**
 * What the JDK's reader finds in a sound file, as sorted lists: where notes begin, where they end,
 * and what the tempo is.
 */
record JdkReading(
    float division, List<String> noteOns, List<String> noteOffs, List<String> tempos) {

  static JdkReading of(byte[] bytes) throws IOException {
    try {
      Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(bytes));
      List<String> ons = new ArrayList<>();
      List<String> offs = new ArrayList<>();
      List<String> tempos = new ArrayList<>();
      for (Track track : sequence.getTracks()) {
        for (int i = 0; i < track.size(); i++) {
          take(track.get(i), ons, offs, tempos);
        }
      }
      return sorted(sequence.getResolution(), ons, offs, tempos);
    } catch (InvalidMidiDataException e) {
      throw new IOException(e);
    }
  }

  private static void take(
      MidiEvent event, List<String> ons, List<String> offs, List<String> tempos) {
    long tick = event.getTick();
    if (event.getMessage() instanceof MetaMessage meta && meta.getType() == 0x51) {
      byte[] data = meta.getData();
      tempos.add(tick + " " + new BigInteger(1, data));
    } else if (event.getMessage() instanceof ShortMessage message) {
      String key = tick + " " + message.getChannel() + " " + message.getData1();
      if (message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0) {
        ons.add(key + " " + message.getData2());
      } else if (message.getCommand() == ShortMessage.NOTE_ON) {
        offs.add(key + " " + Note.DEFAULT_RELEASE_VELOCITY);
      } else if (message.getCommand() == ShortMessage.NOTE_OFF) {
        offs.add(key + " " + message.getData2());
      }
    }
  }

  /** What the JDK's reader should find where we found this score. */
  static JdkReading of(Score score) {
    List<String> ons = new ArrayList<>();
    List<String> offs = new ArrayList<>();
    for (ritornello.score.Track track : score.tracks()) {
      for (Note note : track.notes()) {
        String key = " " + track.channel() + " " + note.pitch() + " ";
        ons.add(note.startTick() + key + note.velocity());
        offs.add(note.endTick() + key + note.releaseVelocity());
      }
    }
    List<String> tempos =
        score.tempos().stream().map(t -> t.tick() + " " + t.microsPerQuarter()).toList();
    return sorted(score.ppq(), ons, offs, new ArrayList<>(tempos));
  }

  private static JdkReading sorted(
      float division, List<String> ons, List<String> offs, List<String> tempos) {
    return new JdkReading(
        division,
        ons.stream().sorted().toList(),
        offs.stream().sorted().toList(),
        tempos.stream().sorted().toList());
  }
}
