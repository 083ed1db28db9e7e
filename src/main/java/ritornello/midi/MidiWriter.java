package ritornello.midi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ritornello.score.ChannelEvent;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/**
 * Writes scores as Standard MIDI Files of format 1: the same score always as the same bytes.
 *
 * <p>First comes a track of tempos, time signatures, key signatures and texts, then each track of
 * the score. On one tick note-offs come first, then the track's other events, then note-ons.
 * Reading the bytes gives an equal score, but where a note begins and ends inside another of the
 * same track and key: the file cannot tell which ends first, and {@link MidiReader} lets that be
 * the one that began first. Words are written in UTF-8.
 */
public final class MidiWriter {
  private static final int FORMAT = 1;
  private static final int MOST_TRACKS = 0xFFFF - 1;

  private MidiWriter() {}

  /**
   * The bytes of a file.
   *
   * @throws IllegalArgumentException if something in the score happens after {@link
   *     MidiReader#MAX_TICK}, or it has more than 65,534 tracks
   */
  public static byte[] toBytes(Score score) {
    if (score.tracks().size() > MOST_TRACKS) {
      throw new IllegalArgumentException(
          "a MIDI file has room for " + MOST_TRACKS + " tracks, not " + score.tracks().size());
    }
    ChunkBytes file = new ChunkBytes();
    file.ascii(Bytes.HEADER_ID);
    file.uint32(6);
    file.uint16(FORMAT);
    file.uint16(score.tracks().size() + 1);
    file.uint16(score.ppq());
    file.chunk(Bytes.TRACK_ID, conductor(score));
    for (Track track : score.tracks()) {
      file.chunk(Bytes.TRACK_ID, track(track));
    }
    return file.toBytes();
  }

  /**
   * Writes a file to a stream, which stays open.
   *
   * @throws IllegalArgumentException as {@link #toBytes}; nothing is written then
   */
  public static void write(Score score, OutputStream out) throws IOException {
    out.write(toBytes(score));
  }

  private record Meta(long tick, int type, byte[] data) {}

  private static ChunkBytes conductor(Score score) {
    List<Meta> events = new ArrayList<>();
    for (Text text : score.texts()) {
      events.add(new Meta(text.tick(), text.kind().metaType(), ChunkBytes.utf8(text.value())));
    }
    for (TimeSignatureChange change : score.timeSignatures()) {
      events.add(
          new Meta(
              change.tick(), MetaEvents.TIME_SIGNATURE, timeSignature(change.timeSignature())));
    }
    for (KeySignatureChange change : score.keySignatures()) {
      byte[] data = {
        (byte) change.keySignature().fifths(), (byte) (change.keySignature().minor() ? 1 : 0)
      };
      events.add(new Meta(change.tick(), MetaEvents.KEY_SIGNATURE, data));
    }
    for (TempoChange change : score.tempos()) {
      int micros = change.microsPerQuarter();
      byte[] data = {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros};
      events.add(new Meta(change.tick(), MetaEvents.TEMPO, data));
    }
    events.sort(Comparator.comparingLong(Meta::tick));
    ChunkBytes chunk = new ChunkBytes();
    for (Meta event : events) {
      chunk.waitUntil(event.tick());
      chunk.meta(event.type(), event.data());
    }
    chunk.endOfTrack();
    return chunk;
  }

  /** With a metronome that ticks on beats, and 8 thirty-seconds a quarter note. */
  private static byte[] timeSignature(TimeSignature signature) {
    int clocksPerDenominator = Math.max(1, 96 / signature.denominator());
    int clocksPerTick = clocksPerDenominator * (signature.isCompound() ? 3 : 1);
    int power = Integer.numberOfTrailingZeros(signature.denominator());
    return new byte[] {(byte) signature.numerator(), (byte) power, (byte) clocksPerTick, 8};
  }

  private static ChunkBytes track(Track track) {
    ChunkBytes chunk = new ChunkBytes();
    if (track.notes().isEmpty() && track.events().isEmpty()) {
      // Without it the track would be one of names and texts only, to every reader.
      chunk.waitUntil(0);
      chunk.meta(MetaEvents.CHANNEL_PREFIX, new byte[] {(byte) track.channel()});
    }
    if (!track.name().isEmpty()) {
      chunk.waitUntil(0);
      chunk.meta(MetaEvents.NAME, ChunkBytes.utf8(track.name()));
    }
    channelMessages(track, chunk);
    chunk.endOfTrack();
    return chunk;
  }

  private static void channelMessages(Track track, ChunkBytes chunk) {
    List<Note> ons = track.notes();
    List<Note> offs = ons.stream().sorted(Comparator.comparingLong(Note::endTick)).toList();
    List<ChannelEvent> events = track.events();
    int on = 0;
    int off = 0;
    int event = 0;
    while (off < offs.size() || event < events.size()) {
      long offTick = off < offs.size() ? offs.get(off).endTick() : Long.MAX_VALUE;
      long eventTick = event < events.size() ? events.get(event).tick() : Long.MAX_VALUE;
      long onTick = on < ons.size() ? ons.get(on).startTick() : Long.MAX_VALUE;
      if (offTick <= eventTick && offTick <= onTick) {
        noteOff(offs.get(off++), track.channel(), chunk);
      } else if (eventTick <= onTick) {
        channelEvent(events.get(event++), track.channel(), chunk);
      } else {
        noteOn(ons.get(on++), track.channel(), chunk);
      }
    }
  }

  private static void noteOn(Note note, int channel, ChunkBytes chunk) {
    chunk.waitUntil(note.startTick());
    chunk.message(0x90 | channel, note.pitch(), note.velocity());
  }

  private static void noteOff(Note note, int channel, ChunkBytes chunk) {
    chunk.waitUntil(note.endTick());
    chunk.message(0x80 | channel, note.pitch(), note.releaseVelocity());
  }

  private static void channelEvent(ChannelEvent event, int channel, ChunkBytes chunk) {
    chunk.waitUntil(event.tick());
    if (event instanceof ChannelEvent.KeyPressure pressure) {
      chunk.message(0xA0 | channel, pressure.pitch(), pressure.pressure());
    } else if (event instanceof ChannelEvent.ControlChange change) {
      chunk.message(0xB0 | channel, change.controller(), change.value());
    } else if (event instanceof ChannelEvent.ProgramChange change) {
      chunk.message(0xC0 | channel, change.program());
    } else if (event instanceof ChannelEvent.ChannelPressure pressure) {
      chunk.message(0xD0 | channel, pressure.pressure());
    } else if (event instanceof ChannelEvent.PitchBend bend) {
      chunk.message(0xE0 | channel, bend.value() & 0x7F, bend.value() >> 7);
    } else {
      throw new AssertionError(event);
    }
  }
}
