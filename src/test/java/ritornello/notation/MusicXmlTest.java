package ritornello.notation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.MidiReader;
import ritornello.score.ChannelEvent;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** What is written is what another program reads. */
class MusicXmlTest {
  private static final Path NOTTINGHAM = Path.of("..", "shared", "data", "nottingham");
  private static final int PPQ = 480;
  private static Schema schema;

  @BeforeAll
  static void readSchema() throws Exception {
    schema = MusicXmlReading.schema();
  }

  private static String xml(Notation notation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MusicXml.write(notation, out);
    return out.toString(UTF_8);
  }

  private static MusicXmlReading written(Score score) throws Exception {
    return written(score, Optional.empty());
  }

  private static MusicXmlReading written(Score score, Optional<Integer> steps) throws Exception {
    MusicXmlReading reading = MusicXmlReading.of(xml(Notation.of(score, "title", steps)));
    reading.validate(schema);
    return reading;
  }

  /** What should sound, in units from the first bar, maybe a pickup, on. */
  private static List<MusicXmlReading.Sounding> sounding(Score score, long firstBar) {
    List<MusicXmlReading.Sounding> notes = new ArrayList<>();
    int part = 0;
    for (Track track : score.tracks()) {
      for (Note note : track.notes()) {
        double start = Math.round(24.0 * note.startTick() / score.ppq()) - (double) firstBar;
        double end = Math.round(24.0 * note.endTick() / score.ppq()) - (double) firstBar;
        notes.add(new MusicXmlReading.Sounding(part, start, end - start, note.pitch()));
      }
      part += track.notes().isEmpty() ? 0 : 1;
    }
    notes.sort(MusicXmlReading.Sounding.ORDER);
    return notes;
  }

  /** Nearly: in some of the files a few notes of a triplet end beside the grid. */
  private static void assertSame(
      List<MusicXmlReading.Sounding> read, List<MusicXmlReading.Sounding> written, String file) {
    assertThat(read).as(file).hasSameSizeAs(written);
    int others = 0;
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).start()).as(file).isEqualTo(written.get(i).start());
      assertThat(read.get(i).pitch()).as(file).isEqualTo(written.get(i).pitch());
      others += read.get(i).length() == written.get(i).length() ? 0 : 1;
    }
    assertThat(others).as(file).isLessThanOrEqualTo(read.size() / 50);
  }

  private static Track track(int channel, Note... notes) {
    return new Track("", channel, List.of(notes), List.of());
  }

  private static Score score(String metre, int fifths, Track... tracks) {
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, 100)),
        List.of(new TimeSignatureChange(0, TimeSignature.parse(metre))),
        List.of(new KeySignatureChange(0, new KeySignature(fifths, false))),
        List.of(),
        List.of(tracks));
  }

  /** With length and start in quarter notes. */
  private static Note note(double start, double length, int pitch) {
    return new Note(Math.round(start * PPQ), Math.round(length * PPQ), pitch, 90);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyNoteOnTheGridComesBack(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5; i++) {
      Score score = random(random);
      assertThat(written(score, Optional.of(24)).notes()).isEqualTo(sounding(score, 0));
    }
  }

  /** Every place is a 32nd or a sixteenth of a triplet; each part begins at 0, so no pickup. */
  private static Score random(SplittableRandom random) {
    String[] metres = {"4/4", "3/4", "6/8", "2/2", "5/4", "7/8", "9/8", "12/8", "3/8", "11/16"};
    int[] finest = {12, 6, 3, 4};
    List<TimeSignatureChange> changes = new ArrayList<>();
    List<KeySignatureChange> keys = new ArrayList<>();
    long bar = 0;
    for (int i = 0; i < 3; i++) {
      TimeSignature metre = TimeSignature.parse(metres[random.nextInt(metres.length)]);
      changes.add(new TimeSignatureChange(bar, metre));
      keys.add(new KeySignatureChange(bar, new KeySignature(random.nextInt(-7, 8), false)));
      bar += Math.round(random.nextInt(2, 4) * 24 * metre.quartersPerBar());
    }
    List<Track> tracks = new ArrayList<>();
    for (int t = random.nextInt(1, 4); t > 0; t--) {
      int program = random.nextInt(128);
      List<Note> notes = new ArrayList<>();
      for (int voice = random.nextInt(1, 8); voice > 0; voice--) {
        // A range of its own, so that no key is struck while it sounds.
        int lowest = 12 + 14 * voice;
        long at = 0;
        while (at < bar) {
          int unit = finest[random.nextInt(finest.length)];
          // The next place on this grid.
          at = (at + unit - 1) / unit * unit;
          long length = unit * (long) random.nextInt(1, 12);
          if (at == 0 || random.nextInt(5) > 0) {
            notes.add(new Note(at, length, lowest + random.nextInt(12), 64));
          }
          at += length;
        }
      }
      tracks.add(new Track("", 0, notes, List.of(new ChannelEvent.ProgramChange(0, program))));
    }
    return new Score(24, List.of(), changes, keys, List.of(), tracks);
  }

  @Test
  void everyTuneOfTheNottinghamDatabaseComesBack() throws Exception {
    assumeTrue(Files.exists(NOTTINGHAM), NOTTINGHAM + " is not here, so this is not tested");
    List<Path> files;
    try (Stream<Path> found = Files.walk(NOTTINGHAM)) {
      files = found.filter(f -> f.toString().endsWith(".mid")).sorted().toList();
    }
    for (int i = 0; i < files.size(); i += 40) {
      Score score = MidiReader.read(files.get(i), MidiReader.Mode.TOLERANT).score();
      Notation notation = Notation.of(score, "tune", Optional.empty());
      MusicXmlReading reading = MusicXmlReading.of(xml(notation));
      reading.validate(schema);
      assertThat(reading.texts("divisions")).containsOnly("24");
      assertSame(
          reading.notes(),
          sounding(score, notation.measures().get(0).start()),
          files.get(i).toString());
      assertThat(notation.fit().moved()).as(files.get(i).toString()).isZero();
    }
  }

  @Test
  void aPickupIsBarNoughtAndSaysTheMetreOfTheTune() throws Exception {
    Score silence = score("4/4", 1, track(0, note(3, 1, 67), note(4, 4, 71), note(8, 4, 67)));
    MusicXmlReading reading = written(silence);
    assertThat(reading.all("measure").stream().map(m -> m.getAttribute("number")))
        .containsExactly("0", "1", "2");
    assertThat(reading.all("measure").get(0).getAttribute("implicit")).isEqualTo("yes");
    assertThat(reading.all("rest")).isEmpty();
    assertThat(reading.notes()).isEqualTo(sounding(silence, 72));

    Score shortBar =
        new Score(
            PPQ,
            List.of(),
            List.of(
                new TimeSignatureChange(0, new TimeSignature(1, 4)),
                new TimeSignatureChange(PPQ, new TimeSignature(3, 4))),
            List.of(),
            List.of(),
            List.of(track(0, note(0, 1, 67), note(1, 3, 71))));
    MusicXmlReading other = written(shortBar);
    assertThat(other.all("measure").get(0).getAttribute("number")).isEqualTo("0");
    assertThat(other.texts("beats")).containsExactly("3");
  }

  @Test
  void accidentalsAreThoseThatTheKeyLeavesOpen() throws Exception {
    MusicXmlReading reading =
        written(
            score(
                "4/4",
                -3,
                track(
                    0,
                    note(0, 1, 63),
                    note(1, 1, 64),
                    note(2, 1, 64),
                    note(3, 1, 63),
                    note(4, 1, 66),
                    note(5, 3, 68))));
    assertThat(reading.texts("step")).containsExactly("E", "E", "E", "E", "G", "A");
    assertThat(reading.texts("accidental")).containsExactly("natural", "flat", "flat");
    assertThat(reading.texts("fifths")).containsExactly("-3");
  }

  @Test
  void drumsAreUnpitchedAndEachHasItsInstrument() throws Exception {
    MusicXmlReading reading =
        written(
            score(
                "4/4",
                0,
                track(9, note(0, .1, 36), note(0, .1, 42), note(.5, .1, 42), note(1, .1, 38))));
    assertThat(reading.texts("sign")).containsExactly("percussion");
    assertThat(reading.all("pitch")).isEmpty();
    assertThat(reading.texts("instrument-name"))
        .containsExactly("Bass Drum 1", "Acoustic Snare", "Closed Hi-Hat");
    assertThat(reading.texts("midi-unpitched")).containsExactly("37", "39", "43");
    assertThat(reading.texts("notehead")).containsExactly("x", "x");
    assertThat(reading.notes().stream().map(MusicXmlReading.Sounding::length))
        .as("until the next one, or the next beat")
        .containsExactly(12.0, 12.0, 12.0, 24.0);
  }

  @Test
  void aPianoHasTwoStavesAndAViolinOne() throws Exception {
    Note[] wide = {note(0, 1, 40), note(0, 1, 76), note(1, 1, 43), note(1, 1, 79)};
    assertThat(written(score("2/4", 0, track(0, wide))).texts("sign")).containsExactly("G", "F");
    Track violin = new Track("", 0, List.of(wide), List.of(new ChannelEvent.ProgramChange(0, 40)));
    assertThat(written(score("2/4", 0, violin)).texts("sign")).hasSize(1);
  }

  @Test
  void tempoTitleRightsNamesAndProgramsAreKept() throws Exception {
    Score score =
        new Score(
            PPQ,
            List.of(TempoChange.ofQpm(0, 90), TempoChange.ofQpm(960, 60)),
            List.of(new TimeSignatureChange(0, TimeSignature.parse("6/8"))),
            List.of(),
            List.of(new Text(0, Text.Kind.COPYRIGHT, "public domain\u0001")),
            List.of(
                new Track(
                    "A & B",
                    3,
                    List.of(note(0, 6, 60)),
                    List.of(new ChannelEvent.ProgramChange(0, 73)))));
    MusicXmlReading reading = written(score);
    assertThat(reading.texts("work-title")).containsExactly("title");
    assertThat(reading.texts("rights")).containsExactly("public domain");
    assertThat(reading.texts("part-name")).containsExactly("A & B");
    assertThat(reading.texts("instrument-name")).containsExactly("Flute");
    assertThat(reading.texts("midi-channel")).containsExactly("4");
    assertThat(reading.texts("midi-program")).containsExactly("74");
    assertThat(reading.texts("per-minute")).as("dotted quarters").containsExactly("60", "40");
    assertThat(reading.all("sound").stream().map(sound -> sound.getAttribute("tempo")))
        .containsExactly("90", "60");
    assertThat(reading.texts("offset")).containsExactly("48");
    assertThat(reading.texts("bar-style")).containsExactly("light-heavy");
  }

  @Test
  void theSameMusicIsTheSameBytesAlsoCompressed() throws Exception {
    Score score = random(new SplittableRandom(99));
    Notation notation = Notation.of(score, "title", Optional.empty());
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    MusicXml.writeCompressed(notation, first);
    MusicXml.writeCompressed(notation, second);
    assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(first.toByteArray()))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("META-INF/container.xml");
      assertThat(new String(zip.readAllBytes(), UTF_8)).contains("full-path=\"score.musicxml\"");
      assertThat(zip.getNextEntry().getName()).isEqualTo("score.musicxml");
      assertThat(new String(zip.readAllBytes(), UTF_8)).isEqualTo(xml(notation));
    }
  }

  /** Above the first part alone, each where it begins, whatever the schema has no kind for. */
  @Test
  void chordsHaveTheirRootKindBassAndPlace() throws Exception {
    Track notes = track(0, note(0, 4, 60), note(4, 4, 62));
    Notation notation =
        Notation.of(score("4/4", -2, notes, track(1, note(0, 8, 48))), "", Optional.empty());
    List<Harmony.Span> spans = new ArrayList<>();
    List<String> symbols = List.of("Bb", "F#m7b5/C", "Eb13", "Gm");
    for (int i = 0; i < symbols.size(); i++) {
      spans.add(new Harmony.Span(8 * i, 8, Chord.parse(symbols.get(i))));
    }
    MusicXmlReading xml = MusicXmlReading.of(xml(notation.with(new Harmony(4, spans))));
    xml.validate(schema);
    assertThat(xml.texts("root-step")).containsExactly("B", "F", "E", "G");
    assertThat(xml.texts("root-alter")).containsExactly("-1", "1", "-1");
    assertThat(xml.texts("kind")).containsExactly("major", "half-diminished", "other", "minor");
    assertThat(xml.texts("bass-step")).containsExactly("C");
    assertThat(xml.all("harmony")).hasSize(4);
    assertThat(xml.texts("offset")).containsExactly("48", "48");
    assertThat(xml.notes()).isEqualTo(MusicXmlReading.of(xml(notation)).notes());
  }
}
