package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.SustainPedal;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;
import ritornello.score.Track;

class PerformanceCodecTest {
  private static final Rendering FLUTE = new Rendering("flute", 77, 73, 90);

  private final Codec codec = Codecs.of(CodecSpec.plain("performance", CodecSpec.NO_GRID));

  /** A tick is a millisecond. */
  private static Score score(Track... tracks) {
    return new Score(500, List.of(), List.of(), List.of(), List.of(), List.of(tracks));
  }

  private static Track track(int channel, Note... notes) {
    return new Track("", channel, List.of(notes), List.of());
  }

  private String encoded(Score score) {
    int[] tokens = ((Encoding.Encoded) codec.encode(score)).tokens();
    return Arrays.stream(tokens)
        .mapToObj(codec.vocabulary()::name)
        .collect(Collectors.joining(" "));
  }

  private List<Note> decoded(String names) {
    int[] ids = Arrays.stream(names.split(" ")).mapToInt(codec.vocabulary()::id).toArray();
    return codec.decode(ids, FLUTE).tracks().get(0).notes();
  }

  @Test
  void aChordAndANoteReadAsWhatTheKeysDo() {
    Score score =
        score(
            track(0, new Note(1000, 250, 64, 64), new Note(1000, 2504, 60, 64)),
            track(3, new Note(1250, 100, 64, 100)),
            track(9, new Note(0, 100, 36, 100)));
    assertThat(encoded(score))
        .isEqualTo(
            "VELOCITY_62 NOTE_ON_60 NOTE_ON_64 TIME_SHIFT_250 NOTE_OFF_64 VELOCITY_98 NOTE_ON_64"
                + " TIME_SHIFT_100 NOTE_OFF_64 TIME_SHIFT_1000 TIME_SHIFT_1000 TIME_SHIFT_150"
                + " NOTE_OFF_60 EOS");
    assertThat(((Encoding.Encoded) codec.encode(score)).source())
        .isEqualTo("2 tracks without the drums, 3 notes");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "NOTE_ON_60, 0+10@62",
    "NOTE_OFF_60 NOTE_ON_60 NOTE_ON_60 NOTE_OFF_60 TIME_SHIFT_20 EOS NOTE_ON_1, 0+20@62",
    "VELOCITY_2 NOTE_ON_60 TIME_SHIFT_20 NOTE_ON_60 TIME_SHIFT_30, 0+20@2 20+30@2",
    "TIME_SHIFT_20 PAD UNK NOTE_ON_60 BOS TIME_SHIFT_20 NOTE_OFF_60 NOTE_OFF_60, 20+20@62"
  })
  void nonsenseHasAMeaning(String names, String notes) {
    assertThat(
            decoded(names).stream()
                .map(n -> n.startTick() + "+" + n.lengthTicks() + "@" + n.velocity())
                .collect(Collectors.joining(" ")))
        .isEqualTo(notes);
  }

  @Test
  void theInstrumentIsChosenWhenRendering() {
    Score decoded = codec.decode(new int[0], FLUTE);
    assertThat(decoded.tracks().get(0).program()).hasValue(73);
    assertThat(decoded.tracks().get(0).name()).isEqualTo("flute");
  }

  @Test
  void longSilencesAndNotesAreCut() {
    Score score = score(track(0, new Note(0, 100_000, 60, 64), new Note(200_000, 10, 62, 64)));
    int[] tokens = ((Encoding.Encoded) codec.encode(score)).tokens();
    assertThat(codec.decode(tokens, FLUTE).tracks().get(0).notes())
        .containsExactly(new Note(0, 60_000, 60, 62), new Note(70_000, 10, 62, 62));
  }

  @Test
  void onlyDrumsAreRejected() {
    assertThat(codec.encode(score(track(9, new Note(0, 100, 36, 100)))))
        .isEqualTo(new Encoding.Rejected("nothing but drums"));
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** The quantising as its description says it, from the other end: each key by itself. */
  @ParameterizedTest
  @MethodSource("seeds")
  void decodingGivesTheQuantisedPerformance(int seed) {
    Score score = RandomMusic.score(seed);
    Map<Integer, List<Note>> keys = new HashMap<>();
    TempoMap tempoMap = score.tempoMap();
    for (Track track : SustainPedal.fold(score).tracks()) {
      for (Note note : track.isDrums() ? List.<Note>of() : track.notes()) {
        long start = Math.round(tempoMap.microsAt(note.startTick()) / 1e4);
        long end = Math.round(tempoMap.microsAt(note.endTick()) / 1e4);
        long length = Math.min(6000, Math.max(1, end - start));
        int velocity = Math.min(126, (note.velocity() + 3) / 4 * 4 - 2);
        keys.computeIfAbsent(note.pitch(), key -> new ArrayList<>())
            .add(new Note(start, length, note.pitch(), velocity));
      }
    }
    List<Note> quantised = new ArrayList<>();
    for (List<Note> struck : keys.values()) {
      for (Note note : struck) {
        long next =
            struck.stream()
                .mapToLong(Note::startTick)
                .filter(start -> start > note.startTick())
                .min()
                .orElse(Long.MAX_VALUE);
        boolean best =
            struck.stream()
                .filter(other -> other.startTick() == note.startTick())
                .allMatch(other -> compare(note, other) >= 0);
        if (best) {
          long length = Math.min(note.lengthTicks(), next - note.startTick());
          quantised.add(new Note(note.startTick(), length, note.pitch(), note.velocity()));
        }
      }
    }
    assertThat(quantised.isEmpty()).isEqualTo(codec.encode(score) instanceof Encoding.Rejected);
    if (codec.encode(score) instanceof Encoding.Encoded encoded) {
      assertThat(codec.decode(encoded.tokens(), FLUTE).tracks().get(0).notes())
          .isEqualTo(withoutSilences(quantised));
    }
  }

  private static int compare(Note a, Note b) {
    int longer = Long.compare(a.lengthTicks(), b.lengthTicks());
    return longer == 0 ? Integer.compare(a.velocity(), b.velocity()) : longer;
  }

  private static List<Note> withoutSilences(List<Note> notes) {
    List<Note> sorted = notes.stream().distinct().sorted(Note.ORDER).toList();
    List<Note> moved = new ArrayList<>();
    long gone = sorted.get(0).startTick();
    long soundsUntil = gone;
    for (Note note : sorted) {
      gone += Math.max(0, note.startTick() - soundsUntil - 1000);
      soundsUntil = Math.max(soundsUntil, note.endTick());
      moved.add(
          new Note(
              10 * (note.startTick() - gone),
              10 * note.lengthTicks(),
              note.pitch(),
              note.velocity()));
    }
    return moved;
  }

  @Test
  void fidelityTellsWhatIsLost() {
    Score score =
        score(
            track(0, new Note(4, 100, 60, 64), new Note(6, 300, 60, 66), new Note(104, 9, 61, 66)),
            track(9, new Note(0, 100, 36, 100)));
    Fidelity fidelity = codec.fidelity(score);
    assertThat(fidelity.notes()).isEqualTo(4);
    assertThat(fidelity.kept()).isEqualTo(3);
    assertThat(fidelity.timingErrorMillis()).isEqualTo(4);
    assertThat(fidelity.largestTimingErrorMillis()).isEqualTo(4);
    assertThat(fidelity.velocityError()).hasValue((2 + 0 + 0) / 3.0);
  }

  @Test
  void tempoChangesCount() {
    Score score =
        new Score(
            100,
            List.of(new TempoChange(0, 1_000_000), new TempoChange(100, 250_000)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Track("", 0, List.of(new Note(0, 200, 60, 2)), List.<ChannelEvent>of())));
    assertThat(encoded(score))
        .isEqualTo("VELOCITY_2 NOTE_ON_60 TIME_SHIFT_1000 TIME_SHIFT_250 NOTE_OFF_60 EOS");
  }

  @Test
  void whatMeansNothingHereIsRefused() {
    assertThatThrownBy(() -> Codecs.of(CodecSpec.plain("performance", 4)))
        .hasMessageContaining("10 ms");
    assertThatThrownBy(() -> Codecs.of(new CodecSpec("performance", 0, true, List.of())))
        .hasMessageContaining("positions");
    assertThatThrownBy(() -> Codecs.of(new CodecSpec("performance", 0, false, List.of(1))))
        .hasMessageContaining("lookbacks");
  }

  /** Models are kept: an id must mean the same for ever. */
  @Test
  void theVocabularyNeverChanges() {
    assertThat(codec.vocabulary().size()).isEqualTo(392);
    assertThat(codec.vocabulary().sha256())
        .isEqualTo("be6f47d7716a21c4e5e8956a0ff40134e17f045435255245320d241d463f65bd");
  }
}
