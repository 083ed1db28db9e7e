package ritornello.nn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ritornello.midi.MidiReader;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.token.CodecSpec;
import ritornello.token.MelodyCodec;

/** Small real collections for networks to learn from. */
final class RealMusic {
  static final int LOWEST_KEY = 21;
  static final int KEYS = 88;
  private static final int STEPS_PER_QUARTER = 4;
  static final MelodyCodec CODEC = new MelodyCodec(new CodecSpec("melody", STEPS_PER_QUARTER));

  /** Tokens of a melody. */
  static final int TOKENS = CODEC.vocabulary().size();

  private RealMusic() {}

  /** MIDI pitches for each frame of each piece. */
  record Frames(List<List<int[]>> train, List<List<int[]>> valid) {}

  private static Path shared(String name) {
    Path path = Path.of("../shared/data", name);
    assumeTrue(Files.exists(path), "skipped: " + path + " is not here");
    return path;
  }

  /**
   * Bach's chorales a quarter note at a time, from the benchmark of Boulanger-Lewandowski et al.
   *
   * @param split train or valid
   * @return for each piece and quarter note the keys that sound, 0 for the lowest of the piano
   */
  static List<List<int[]>> chorales(String split) throws IOException {
    Path file = shared("frames/bl/JSB_Chorales.train-valid.json");
    Frames frames = Json.read(Files.readAllBytes(file), file.toString(), Frames.class);
    return (split.equals("train") ? frames.train() : frames.valid())
        .stream().map(piece -> piece.stream().map(RealMusic::keys).toList()).toList();
  }

  private static int[] keys(int[] pitches) {
    return Arrays.stream(pitches).map(pitch -> pitch - LOWEST_KEY).toArray();
  }

  /** The files of Nottingham's tunes whose names begin so, in the order of their names. */
  static List<Path> nottingham(String folder, String name) throws IOException {
    return midiFiles(shared("nottingham").resolve(folder)).stream()
        .filter(file -> file.getFileName().toString().startsWith(name))
        .toList();
  }

  /** The tunes that come with the program, as tokens. */
  static List<int[]> corpus() throws IOException {
    List<int[]> tunes = new ArrayList<>();
    for (Path file : midiFiles(Path.of("midi-corpus"))) {
      tunes.add(melody(file));
    }
    return tunes;
  }

  private static List<Path> midiFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }

  /** A melody as tokens. */
  static int[] melody(Path file) throws IOException {
    MelodyFinding finding = new MelodyFinder(STEPS_PER_QUARTER).find(MidiReader.read(file).score());
    return CODEC.encode(((MelodyFinding.Found) finding).melody());
  }

  /** Tunes with their melody in the first track and chords in the second. */
  static List<Score> accompanied(String name) throws IOException {
    List<Score> tunes = new ArrayList<>();
    for (Path file : nottingham("full", name)) {
      Score score = MidiReader.read(file).score();
      if (score.tracks().size() == 2) {
        tunes.add(score);
      }
    }
    return tunes;
  }

  /** Notes that sound in a quarter note, counted from 0. */
  static List<Note> sounding(Score score, int track, int quarter) {
    long start = (long) quarter * score.ppq();
    return score.tracks().get(track).notes().stream()
        .filter(note -> note.startTick() < start + score.ppq() && note.endTick() > start)
        .toList();
  }
}
