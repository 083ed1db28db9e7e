package ritornello.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static ritornello.midi.Smf.END;
import static ritornello.midi.Smf.file;
import static ritornello.midi.Smf.hex;
import static ritornello.midi.Smf.join;
import static ritornello.midi.Smf.oneTrack;
import static ritornello.midi.Smf.track;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.score.ChannelEvent;
import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** What sound files mean. */
class MidiReaderTest {

  private static Score read(byte[] bytes) throws IOException {
    return MidiReader.read(bytes, "test.mid", MidiReader.Mode.STRICT).score();
  }

  private static String meta(int type, byte[] data) {
    return "00 FF %02X %02X".formatted(type, data.length) + HexFormat.of().formatHex(data);
  }

  private static String meta(int type, String words) {
    return meta(type, words.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachChannelOfAChunkIsATrackWithItsName() throws IOException {
    Score score =
        read(oneTrack(meta(3, "Band"), "00 91 3C 40 00 99 24 41 60 81 3C 05 00 99 24 00", END));
    assertThat(score.tracks())
        .containsExactly(
            new Track("Band", 1, List.of(new Note(0, 96, 60, 64, 5)), List.of()),
            new Track("Band", 9, List.of(new Note(0, 96, 36, 65)), List.of()));
  }

  @Test
  void allMessagesOfAChannelAreKeptInOrder() throws IOException {
    Score score =
        read(oneTrack("00 B2 00 01 00 20 02 00 C2 05 01 D2 10 01 A2 3C 11 01 E2 01 40", END));
    assertThat(score.tracks())
        .containsExactly(
            new Track(
                "",
                2,
                List.of(),
                List.of(
                    new ChannelEvent.ControlChange(0, 0, 1),
                    new ChannelEvent.ControlChange(0, 32, 2),
                    new ChannelEvent.ProgramChange(0, 5),
                    new ChannelEvent.ChannelPressure(1, 16),
                    new ChannelEvent.KeyPressure(2, 60, 17),
                    new ChannelEvent.PitchBend(3, 8193))));
  }

  @Test
  void metaEventsOfAllTracksComeTogether() throws IOException {
    Score score =
        read(
            file(
                1,
                96,
                track("00 FF 51 03 07 A1 20 60 FF 58 04 06 03 24 08", meta(3, "Suite"), END),
                track("10 FF 51 03 0F 42 40 00 FF 59 02 FD 01", meta(5, "la"), END)));
    assertThat(score.tempos())
        .containsExactly(new TempoChange(0, 500_000), new TempoChange(16, 1_000_000));
    assertThat(score.timeSignatures())
        .containsExactly(new TimeSignatureChange(96, new TimeSignature(6, 8)));
    assertThat(score.keySignatures())
        .containsExactly(new KeySignatureChange(16, new KeySignature(-3, true)));
    assertThat(score.texts())
        .containsExactly(
            new Text(16, Text.Kind.LYRIC, "la"), new Text(96, Text.Kind.TITLE, "Suite"));
    assertThat(score.tracks()).isEmpty();
  }

  @Test
  void wordsAreUtf8OrElseWindows1252() throws IOException {
    byte[] western = "Für Élise – “1”".getBytes(Charset.forName("windows-1252"));
    Score score = read(oneTrack(meta(1, "Für Élise 春"), meta(1, western), END));
    assertThat(score.texts())
        .extracting(Text::value)
        .containsExactly("Für Élise 春", "Für Élise – “1”");
  }

  @Test
  void whatAScoreHasNoPlaceForIsCounted() throws IOException {
    byte[] bytes =
        oneTrack("00 F0 05 7E 7F 09 01 F7 00 FF 21 01 00 00 FF 54 05 60 00 00 00 00", END);
    MidiReading reading =
        MidiReader.read(join(bytes, hex("58464948 00000001 00")), "x", MidiReader.Mode.STRICT);
    assertThat(reading.info().leftOut())
        .containsOnlyKeys("system exclusive message", "port", "SMPTE offset", "chunk 'XFIH'");
  }

  @Test
  void notesArePairedFirstInFirstOut() throws IOException {
    MidiReading reading =
        MidiReader.read(
            oneTrack("00 90 3C 01 10 3C 02 10 80 3C 03 10 80 3C 04 10 80 3C 05", END),
            "x",
            MidiReader.Mode.STRICT);
    assertThat(reading.score().tracks().get(0).notes())
        .containsExactly(new Note(0, 32, 60, 1, 3), new Note(16, 32, 60, 2, 4));
    assertThat(reading.info().overlappingNotes()).isEqualTo(1);
    assertThat(reading.info().leftOut()).containsEntry("note off of no note", 1);
  }

  @Test
  void notesOfTwoChunksOnOneChannelEndWithTheirOwnNoteOffs() throws IOException {
    Score score =
        read(
            file(
                1,
                96,
                track("00 90 3C 01 60 80 3C 00", END),
                track("10 90 3C 02 10 80 3C 00", END)));
    assertThat(score.tracks())
        .flatExtracting(Track::notes)
        .containsExactly(new Note(0, 96, 60, 1, 0), new Note(16, 16, 60, 2, 0));
  }

  @Test
  void sequencesOfFormat2FollowOneAnother() throws IOException {
    Score score =
        read(
            file(
                2,
                96,
                track("00 FF 51 03 0F 42 40 00 FF 58 04 03 02 18 08 00 90 3C 40 60 80 3C 40", END),
                track("00 90 3E 40 60 80 3E 40 60 FF 2F 00"),
                track("00 90 40 40 60 80 40 40", END)));
    assertThat(score.tracks())
        .flatExtracting(Track::notes)
        .extracting(Note::startTick)
        .containsExactly(0L, 96L, 288L);
    assertThat(score.tempoMap().microsAt(288)).isEqualTo(2_000_000);
    assertThat(score.timeSignatures().get(1))
        .isEqualTo(new TimeSignatureChange(96, TimeSignature.COMMON));
  }

  @ParameterizedTest
  @CsvSource({
    "E728, 1000, 1000000", // 25 frames of 40 ticks: milliseconds
    "E850, 1920, 1000000", // 24 of 80
    "E250, 2400, 1000000", // 30 of 80
    "E701, 25, 1000000", // 25 of 1
    "E350, 2400, 1001000", // 30000/1001 of 80
    "E3FF, 7650, 1001000", // 30000/1001 of 255
  })
  void smpteTimeIsExact(String division, int ticks, long micros) throws IOException {
    byte[] bytes = file(0, Integer.parseInt(division, 16), track("00 90 3C 40 60 80 3C 40", END));
    assertThat(read(bytes).tempoMap().microsAt(ticks)).isEqualTo(micros);
    assertThat(read(bytes).tempoMap().microsAt(3600L * ticks)).isEqualTo(3600 * micros);
  }

  @Test
  void macBinaryIsNoDamage() throws IOException {
    byte[] midi = oneTrack("00 90 3C 40 60 80 3C 40", END);
    byte[] header = new byte[128];
    header[1] = 4;
    header[2] = 't';
    header[86] = (byte) midi.length;
    byte[] resources = hex("4D546864 00000000");
    MidiReading reading =
        MidiReader.read(join(header, midi, resources), "tune", MidiReader.Mode.STRICT);
    assertThat(reading.info().container()).isEqualTo(MidiFileInfo.Container.MACBINARY);
    assertThat(reading.score()).isEqualTo(read(midi));
    header[1] = 0;
    MidiReading junk = MidiReader.read(join(header, midi), "tune");
    assertThat(junk.info().container()).isEqualTo(MidiFileInfo.Container.UNKNOWN);
    assertThat(junk.repairs()).singleElement().asString().contains("128 bytes");
  }

  @Test
  void rmidIsReadWithoutWhatFollowsItsMidi() throws IOException {
    byte[] midi = oneTrack("00 90 3C 40 60 80 3C 40", END);
    byte[] rmid =
        join(
            hex("52494646 FF000000 524D4944 64617461 %02X000000".formatted(midi.length)),
            midi,
            hex("4C495354 04000000 494E464F"));
    MidiReading reading = MidiReader.read(rmid, "x.rmi", MidiReader.Mode.STRICT);
    assertThat(reading.info().container()).isEqualTo(MidiFileInfo.Container.RMID);
    assertThat(reading.score()).isEqualTo(read(midi));
  }
}
