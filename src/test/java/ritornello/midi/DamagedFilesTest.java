package ritornello.midi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ritornello.midi.Smf.END;
import static ritornello.midi.Smf.file;
import static ritornello.midi.Smf.header;
import static ritornello.midi.Smf.hex;
import static ritornello.midi.Smf.join;
import static ritornello.midi.Smf.oneTrack;
import static ritornello.midi.Smf.track;
import static ritornello.midi.Smf.trackOfLength;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.midi.Repair.Kind;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** What becomes of damaged files: all notes come out, and it is said what was wrong where. */
class DamagedFilesTest {
  private static final String C = "00 90 3C 40 60 80 3C 40 ";
  private static final String D = "00 90 3E 40 60 80 3E 40 ";
  private static final String E = "00 90 40 40 60 80 40 40 ";
  private static final byte[] CDE = track(C, D, E, END);
  private static final int CDE_LENGTH = 28;
  private static final List<Note> NOTES =
      List.of(
          new Note(0, 96, 60, 64, 64), new Note(96, 96, 62, 64, 64), new Note(192, 96, 64, 64, 64));

  static Stream<Arguments> damaged() {
    byte[] sound = join(header(1, 1, 96), CDE);
    return Stream.of(
        damage("no tracks counted", Kind.TRACK_COUNT, 10, header(1, 0, 96), CDE),
        damage("65535 tracks counted", Kind.TRACK_COUNT, 10, header(1, 0xFFFF, 96), CDE),
        damage("there is no format 3", Kind.HEADER, 8, header(3, 1, 96), CDE),
        damage("header of no length", Kind.HEADER, 4, hex("4D546864 00000000 000100010060"), CDE),
        damage("header without end", Kind.HEADER, 4, hex("4D546864 FFFFFFFF 000100010060"), CDE),
        damage("header misspelled", Kind.HEADER, 0, hex("4D543064 00000006 000100010060"), CDE),
        damage("no header", Kind.HEADER, 0, CDE),
        damage("no ticks", Kind.HEADER, 12, header(1, 1, 0), CDE),
        damage("junk before", Kind.JUNK_BEFORE_HEADER, 0, new byte[128], sound),
        damage("junk behind", Kind.JUNK_BETWEEN_CHUNKS, 50, sound, new byte[100]),
        damage(
            "text behind", Kind.JUNK_BETWEEN_CHUNKS, 50, sound, "\r\nBye bye.".getBytes(US_ASCII)),
        damage(
            "track misspelled",
            Kind.JUNK_BETWEEN_CHUNKS,
            14,
            header(1, 1, 96),
            hex("6D54726B 0000001C", C, D, E, END)),
        damage("track too long", Kind.TRACK_LENGTH, 18, ofLength(CDE_LENGTH + 1)),
        damage("track much too long", Kind.TRACK_LENGTH, 18, ofLength(0x7FF0_0000)),
        damage("negative length", Kind.TRACK_LENGTH, 18, ofLength(-1)),
        damage("track too short", Kind.TRACK_LENGTH, 18, ofLength(5)),
        damage("track of no length", Kind.TRACK_LENGTH, 18, ofLength(0)),
        damage("no end of track", Kind.END_OF_TRACK, 46, header(1, 1, 96), track(C, D, E)),
        events("end of track with data", Kind.END_OF_TRACK, C, D, E, "00 FF 2F 02 41 42"),
        events("events after the end", Kind.END_OF_TRACK, C, "00 FF 2F 00", D, E, END),
        events("bytes after the end", Kind.TRACK_LENGTH, C, D, E, END, "00 00 00"),
        events("cut inside an event", Kind.TRUNCATED, C, D, E, "00 B0"),
        events("real-time byte", Kind.STRAY_BYTES, C, "00 F8", D, E, END),
        events("stray F4", Kind.STRAY_BYTES, C, "00 F4", D, E, END),
        events("stray F4 without wait", Kind.STRAY_BYTES, C, "00 F4", D.substring(2), E, END),
        events("stray F2 with data", Kind.STRAY_BYTES, C, "00 F2 10 10", D, E, END),
        events("stray status", Kind.STRAY_BYTES, C, "00 90", D, E, END),
        events("stray data at the start", Kind.STRAY_BYTES, "00 10 20 30", C, D, E, END),
        events("track begins without wait", Kind.STRAY_BYTES, "FF 01 01 41", C, D, E, END),
        events("endless wait", Kind.QUANTITY, C, "FF FF FF FF FF FF FF", D, E, END),
        events("wait of five bytes", Kind.QUANTITY, C, "80 80 80 80", D, E, END),
        events("wait too large", Kind.QUANTITY, C, "8F FF FF FF 7F B0 07 40", D, E, END),
        events("endless length", Kind.STRAY_BYTES, C, "00 FF 01 FF FF FF FF FF FF", D, E, END),
        events("text past the end", Kind.STRAY_BYTES, C, "00 FF 01 7F 41 42", D, E, END),
        events("sysex past the end", Kind.STRAY_BYTES, C, "00 F0 7E 7F 09 01 F7", D, E, END),
        events("meta type 0x90", Kind.STRAY_BYTES, C, "00 FF 90 00", D, E, END),
        events("value over 127", Kind.DATA_BYTE, C, "00 B0 07 C8", D, E, END),
        events("tempo 0", Kind.META_EVENT, C, "00 FF 51 03 00 00 00", D, E, END),
        events("tempo of no length", Kind.META_EVENT, C, "00 FF 51 00", D, E, END),
        events("tempo of two bytes", Kind.META_EVENT, C, "00 FF 51 02 07 A1", D, E, END),
        events("metre over 2^9", Kind.META_EVENT, C, "00 FF 58 04 04 09 18 08", D, E, END),
        events("metre of no length", Kind.META_EVENT, C, "00 FF 58 00", D, E, END),
        events("key of 9 sharps", Kind.META_EVENT, C, "00 FF 59 02 09 00", D, E, END),
        events("key of one byte", Kind.META_EVENT, C, "00 FF 59 01 02", D, E, END),
        events("status after meta", Kind.RUNNING_STATUS, C, D, "00 FF 01 01 41 00 3E 00", E, END),
        events("status after sysex", Kind.RUNNING_STATUS, C, D, "00 F0 01 F7 00 3E 00", E, END));
  }

  private static Arguments damage(String what, Kind kind, int offset, byte[]... parts) {
    return Arguments.of(what, kind, offset, join(parts));
  }

  /** Damage that begins behind the first few events of a sound file. */
  private static Arguments events(String what, Kind kind, String... events) {
    return Arguments.of(what, kind, -1, oneTrack(events));
  }

  private static byte[] ofLength(int length) {
    return join(header(1, 1, 96), trackOfLength(length, C, D, E, END));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void allNotesComeOutAndTheRepairIsTold(String what, Kind kind, int offset, byte[] bytes)
      throws IOException {
    MidiReading reading = MidiReader.read(bytes, "x.mid");
    assertThat(reading.score().tracks()).flatExtracting(Track::notes).isEqualTo(NOTES);
    assertThat(reading.repairs()).extracting(Repair::kind).containsExactly(kind);
    if (offset >= 0) {
      assertThat(reading.repairs().get(0).byteOffset()).isEqualTo(offset);
    }
    assertThatThrownBy(() -> MidiReader.read(bytes, "x.mid", MidiReader.Mode.STRICT))
        .isInstanceOf(MalformedMidiException.class)
        .hasMessageContaining("x.mid is damaged at byte " + reading.repairs().get(0).byteOffset());
    Score again = MidiReader.read(MidiWriter.toBytes(reading.score()), "again").score();
    assertThat(again).isEqualTo(reading.score());
  }

  @Test
  void whatSendingAsTextPutInIsTakenOut() throws IOException {
    byte[] sound = oneTrack("0A 90 0A 40 0D 80 0A 0A 0A 90 0A 0D 60 80 0A 0D", "00 F4", C, END);
    MidiReading expected = MidiReader.read(sound, "x.mid");
    String text = new String(sound, ISO_8859_1).replace("\n", "\r\n");
    MidiReading reading = MidiReader.read(text.getBytes(ISO_8859_1), "x.mid");
    assertThat(reading.score()).isEqualTo(expected.score());
    assertThat(reading.repairs())
        .extracting(Repair::kind)
        .containsExactly(Kind.LINE_ENDS, Kind.STRAY_BYTES);
    assertThat(reading.repairs())
        .extracting(Repair::byteOffset)
        .containsExactly(23L, expected.repairs().get(0).byteOffset() + 7);
  }

  @Test
  void aTrackInsideTheLengthOfAnotherIsFound() throws IOException {
    byte[] bytes =
        join(header(1, 2, 96), trackOfLength(0x2B, C, END), track(D, END), track(E, END));
    MidiReading reading = MidiReader.read(bytes, "x.mid");
    assertThat(reading.score().noteCount()).isEqualTo(3);
    assertThat(reading.repairs())
        .extracting(Repair::kind)
        .containsExactly(Kind.TRACK_COUNT, Kind.TRACK_LENGTH);
  }

  @Test
  void aKeyOver127LosesItsHighestBit() throws IOException {
    MidiReading reading = MidiReader.read(oneTrack("00 90 BC C0 60 80 3C 40", D, E, END), "x.mid");
    assertThat(reading.score().tracks().get(0).notes())
        .contains(new Note(0, 96, 60, 127), new Note(96, 96, 62, 64));
    assertThat(reading.repairs()).extracting(Repair::byteOffset).containsExactly(24L, 25L);
  }

  @Test
  void aNoteThatEndsWhereItBeginsLastsATick() throws IOException {
    MidiReading reading = MidiReader.read(oneTrack("05 90 3C 40 00 80 3C 40", END), "x.mid");
    assertThat(reading.score().tracks().get(0).notes()).containsExactly(new Note(5, 1, 60, 64));
    assertThat(reading.repairs()).extracting(Repair::kind).containsExactly(Kind.ZERO_LENGTH_NOTE);
  }

  @Test
  void aHangingNoteEndsWithItsTrack() throws IOException {
    MidiReading reading = MidiReader.read(oneTrack("00 90 3C 40", D, "60 FF 2F 00"), "x.mid");
    assertThat(reading.score().tracks().get(0).notes())
        .containsExactly(new Note(0, 192, 60, 64), new Note(0, 96, 62, 64));
    assertThat(reading.repairs().toString())
        .isEqualTo(
            "[byte 22: no note-off ends the note of key 60 at tick 0; ended it at tick 192]");
  }

  @Test
  void whereANoteOffIsMissingTheNextNoteOfTheKeyKeepsItsOwn() throws IOException {
    MidiReading reading =
        MidiReader.read(oneTrack("00 90 3C 40 60 3C 41 30 80 3C 01", C, "60 FF 2F 00"), "x.mid");
    assertThat(reading.score().tracks().get(0).notes())
        .containsExactly(
            new Note(0, 96, 60, 64), new Note(96, 48, 60, 65, 1), new Note(144, 96, 60, 64));
    assertThat(reading.repairs()).extracting(Repair::kind).containsExactly(Kind.HANGING_NOTE);
  }

  @Test
  void duplicatesWithOneNoteOffEndTogether() throws IOException {
    MidiReading reading =
        MidiReader.read(oneTrack("00 90 3C 40 00 3C 50 60 80 3C 40 60 FF 2F 00"), "x.mid");
    assertThat(reading.score().tracks().get(0).notes())
        .containsExactly(new Note(0, 96, 60, 64), new Note(0, 96, 60, 80));
    assertThat(reading.info().duplicateNotes()).isEqualTo(1);
    assertThat(reading.repairCount()).isEqualTo(1);
  }

  @Test
  void timePastTheCapDoesNotPass() throws IOException {
    String longest = "FF FF FF 7F B0 07 40 ";
    MidiReading reading = MidiReader.read(oneTrack(longest.repeat(9), C, END), "x.mid");
    assertThat(reading.repairs()).extracting(Repair::kind).containsOnly(Kind.TICK_CAP);
    assertThat(reading.score().endTick()).isLessThanOrEqualTo(MidiReader.MAX_TICK);
    Score again = MidiReader.read(MidiWriter.toBytes(reading.score()), "again").score();
    assertThat(again).isEqualTo(reading.score());
  }

  @Test
  void tempoMeansNothingInSmpteTime() throws IOException {
    byte[] bytes = file(0, 0xE728, track("00 FF 51 03 0F 42 40", C, END));
    MidiReading reading = MidiReader.read(bytes, "x.mid");
    assertThat(reading.score().tempoMap().microsAt(1000)).isEqualTo(1_000_000);
    assertThat(reading.repairs())
        .extracting(Repair::kind)
        .containsExactly(Kind.TEMPO_WITHOUT_MEANING);
  }

  @Test
  void whatIsNoMidiIsNamedInOneLine(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.mid"));
    Path text = Files.writeString(folder.resolve("text.mid"), "not a midi file, alas");
    Path zip = Files.writeString(folder.resolve("zip.mid"), "PK\u0003\u0004 and more");
    Path large = Files.write(folder.resolve("large.mid"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> MidiReader.read(empty))
        .isInstanceOf(NotMidiException.class)
        .hasMessage(empty + " is not a MIDI file: it is empty; give a Standard MIDI File (.mid)");
    assertThatThrownBy(() -> MidiReader.read(text))
        .isInstanceOf(NotMidiException.class)
        .hasMessageContaining("it begins with 'not a midi file,'");
    assertThatThrownBy(() -> MidiReader.read(zip)).hasMessageContaining("zip archive");
    assertThatThrownBy(() -> MidiReader.read(large)).isInstanceOf(NotMidiException.class);
    assertThatThrownBy(() -> MidiReader.read(folder)).hasMessageContaining("it is a folder");
    assertThatThrownBy(() -> MidiReader.read(folder.resolve("no.mid")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no.mid is not there");
  }

  @Test
  void aLongFileIsReadFromDisk(@TempDir Path folder) throws IOException {
    byte[] bytes = join(header(0, 1, 96), track(C.repeat(200_000), END));
    Path file = Files.write(folder.resolve("long.mid"), bytes);
    assertThat(MidiReader.read(file).score().noteCount()).isEqualTo(200_000);
  }
}
