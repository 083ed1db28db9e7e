package ritornello.play;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/**
 * Records a session, of all who play in it: a track for each of them and each channel, in the ticks
 * of the tempos that were played.
 *
 * <p>What the program played stands in the score where it was made; what a person played, at the
 * nearest tick. A score that is recorded while it is played is equal to the one that was played,
 * but for the names of its tracks, if no notes of a key overlap. For any thread.
 */
public final class SessionRecorder {
  /** What the program plays. */
  private static final String PROGRAM = "Ritornello";

  private record Played(String who, long micros, ShortMessage message) {}

  private record Part(String who, int channel) {
    static final Comparator<Part> ORDER =
        Comparator.comparing(Part::who).thenComparingInt(Part::channel);
  }

  private final List<Played> played = new ArrayList<>();

  void sent(ShortMessage message, long micros) {
    played(PROGRAM, message, micros);
  }

  /**
   * Somebody has played something.
   *
   * @param who names the track
   * @param message only those that have a channel are recorded
   * @param micros on the clock of the output
   */
  public synchronized void played(String who, ShortMessage message, long micros) {
    if (message.getStatus() < 0xF0) {
      played.add(new Played(who, micros, message));
    }
  }

  /**
   * What was recorded so far. A note that still sounds ends where the recording does; what was
   * played before the start stands at the start.
   *
   * @param startMicros the moment of the first tick
   */
  public synchronized Score score(
      int ppq, long startMicros, List<TempoChange> tempos, List<TimeSignatureChange> metres) {
    TempoMap tempoMap = new TempoMap(ppq, tempos);
    Map<Part, Taking> parts = new TreeMap<>(Part.ORDER);
    long end = 0;
    for (Played one : played.stream().sorted(Comparator.comparingLong(Played::micros)).toList()) {
      Part part = new Part(one.who(), one.message().getChannel());
      long tick = nearestTick(tempoMap, Math.max(0, one.micros() - startMicros));
      parts.computeIfAbsent(part, p -> new Taking()).take(one.message(), tick);
      end = Math.max(end, tick);
    }
    List<Track> tracks = new ArrayList<>();
    for (Map.Entry<Part, Taking> part : parts.entrySet()) {
      tracks.add(part.getValue().track(part.getKey().who(), part.getKey().channel(), end));
    }
    return new Score(ppq, tempos, metres, List.of(), List.of(), tracks);
  }

  /** A tick's time is rounded down, so the time of a tick may belong to it or the one before. */
  private static long nearestTick(TempoMap tempoMap, long micros) {
    long tick = tempoMap.tickAt(micros);
    long into = micros - tempoMap.microsAt(tick);
    return into > tempoMap.microsAt(tick + 1) - micros ? tick + 1 : tick;
  }

  /** One part as it is taken down. */
  private static final class Taking {
    private record Begun(long tick, int velocity) {}

    private final List<Note> notes = new ArrayList<>();
    private final List<ChannelEvent> events = new ArrayList<>();
    private final Map<Integer, Begun> begun = new HashMap<>();

    void take(ShortMessage message, long tick) {
      int data1 = message.getData1();
      int data2 = message.getData2();
      switch (message.getCommand()) {
        case ShortMessage.NOTE_ON -> {
          end(data1, Note.DEFAULT_RELEASE_VELOCITY, tick);
          if (data2 > 0) {
            begun.put(data1, new Begun(tick, data2));
          }
        }
        case ShortMessage.NOTE_OFF -> end(data1, data2, tick);
        case ShortMessage.CONTROL_CHANGE ->
            events.add(new ChannelEvent.ControlChange(tick, data1, data2));
        case ShortMessage.PROGRAM_CHANGE -> events.add(new ChannelEvent.ProgramChange(tick, data1));
        case ShortMessage.PITCH_BEND ->
            events.add(new ChannelEvent.PitchBend(tick, data1 | data2 << 7));
        case ShortMessage.CHANNEL_PRESSURE ->
            events.add(new ChannelEvent.ChannelPressure(tick, data1));
        case ShortMessage.POLY_PRESSURE ->
            events.add(new ChannelEvent.KeyPressure(tick, data1, data2));
        default -> throw new IllegalArgumentException("message of status " + message.getStatus());
      }
    }

    private void end(int pitch, int releaseVelocity, long tick) {
      Begun note = begun.remove(pitch);
      if (note != null) {
        long length = Math.max(1, tick - note.tick());
        notes.add(new Note(note.tick(), length, pitch, note.velocity(), releaseVelocity));
      }
    }

    Track track(String name, int channel, long endTick) {
      for (int pitch : List.copyOf(begun.keySet())) {
        end(pitch, Note.DEFAULT_RELEASE_VELOCITY, endTick);
      }
      return new Track(name, channel, notes, events);
    }
  }
}
