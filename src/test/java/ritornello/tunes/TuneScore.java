package ritornello.tunes;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.ChannelEvent.ProgramChange;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;
import ritornello.tunes.AbcElement.Chord;
import ritornello.tunes.AbcElement.Sound;

/** Turns a tune into a score: the melody on channel 1, its chords on channel 2. */
final class TuneScore {
  static final int MELODY_CHANNEL = 0;
  static final int CHORD_CHANNEL = 1;
  static final String CHORD_TRACK = "Chords";

  private static final int FLUTE = 73;
  private static final int NYLON_GUITAR = 24;
  private static final int DOWNBEAT_VELOCITY = 96;
  private static final int VELOCITY = 84;
  private static final int CHORD_VELOCITY = 52;

  private final AbcTune tune;
  private final List<Note> melody = new ArrayList<>();
  private final List<Note> chords = new ArrayList<>();
  private List<Integer> voicing = List.of();
  private long voicingTick;
  private long tick;

  private TuneScore(AbcTune tune) {
    this.tune = tune;
    this.tick = tune.pickupTicks() == 0 ? 0 : tune.barTicks() - tune.pickupTicks();
  }

  /** The tune as a score; a pickup is a first full bar that begins with a rest. */
  static Score of(AbcTune tune) {
    return new TuneScore(tune).build();
  }

  private Score build() {
    boolean tied = false;
    for (AbcElement element : tune.played()) {
      if (element instanceof Sound sound) {
        sound(sound, tied);
        tied = sound.tied();
      } else if (element instanceof Chord chord) {
        endChord();
        voicing = chord.symbol().voicing(voicing);
      }
    }
    endChord();
    AbcHeader header = tune.header();
    List<Track> tracks = new ArrayList<>();
    tracks.add(track(header.title(), MELODY_CHANNEL, FLUTE, melody));
    if (!chords.isEmpty()) {
      tracks.add(track(CHORD_TRACK, CHORD_CHANNEL, NYLON_GUITAR, chords));
    }
    return new Score(
        AbcTune.PPQ,
        List.of(TempoChange.ofQpm(0, header.qpm())),
        List.of(new TimeSignatureChange(0, header.timeSignature())),
        List.of(new KeySignatureChange(0, header.key().signature())),
        List.of(new Text(0, Text.Kind.TEXT, header.origin())),
        tracks);
  }

  private static Track track(String name, int channel, int program, List<Note> notes) {
    return new Track(name, channel, notes, List.of(new ProgramChange(0, program)));
  }

  private void sound(Sound sound, boolean tied) {
    if (tied) {
      Note before = melody.remove(melody.size() - 1);
      long length = before.lengthTicks() + sound.ticks();
      melody.add(new Note(before.startTick(), length, before.pitch(), before.velocity()));
    } else if (sound.pitch().isPresent()) {
      int velocity = tick % tune.barTicks() == 0 ? DOWNBEAT_VELOCITY : VELOCITY;
      melody.add(new Note(tick, sound.ticks(), sound.pitch().getAsInt(), velocity));
    }
    tick += sound.ticks();
  }

  /** Writes the chord up to here, struck anew on each bar line. */
  private void endChord() {
    while (!voicing.isEmpty() && voicingTick < tick) {
      long barEnd = (voicingTick / tune.barTicks() + 1) * tune.barTicks();
      long end = Math.min(tick, barEnd);
      for (int pitch : voicing) {
        chords.add(new Note(voicingTick, end - voicingTick, pitch, CHORD_VELOCITY));
      }
      voicingTick = end;
    }
    voicingTick = tick;
  }
}
