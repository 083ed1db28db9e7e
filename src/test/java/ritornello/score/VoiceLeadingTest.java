package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chords are named, spelled and voiced. */
class VoiceLeadingTest {
  private static final List<String> QUALITIES = List.of("", "m", "7", "m7", "dim", "maj7", "sus4");

  private static List<Chord> chords(long seed, int count) {
    Random random = new Random(seed);
    List<Chord> chords = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String quality = QUALITIES.get(random.nextInt(QUALITIES.size()));
      chords.add(Chord.of(random.nextInt(12), quality, new KeySignature(0, false)));
    }
    return chords;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allNotesOfAChordSoundAndNoOther(long seed) {
    List<Chord> chords = chords(seed, 50);
    List<List<Integer>> voicings = VoiceLeading.of(chords);
    for (int i = 0; i < chords.size(); i++) {
      Chord chord = chords.get(i);
      List<Integer> voicing = voicings.get(i);
      assertThat(voicing.stream().map(pitch -> pitch % 12))
          .containsAll(chord.pitchClasses())
          .allMatch(chord.pitchClasses()::contains);
      assertThat(voicing).doesNotHaveDuplicates().isSorted();
      assertThat(voicing.get(0) % 12).isEqualTo(chord.root());
      assertThat(voicing.get(0)).isBetween(36, 49);
      assertThat(upper(voicing)).hasSameSizeAs(chord.intervals()).allMatch(p -> p >= 50 && p < 70);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void theyMoveLessThanInRootPosition(long seed) {
    List<Chord> chords = chords(seed, 60);
    List<List<Integer>> near = VoiceLeading.of(chords);
    double moved = 0;
    double inRoot = 0;
    for (int i = 1; i < chords.size(); i++) {
      moved += VoiceLeading.movement(upper(near.get(i - 1)), upper(near.get(i)));
      inRoot += VoiceLeading.movement(rootPosition(chords.get(i - 1)), rootPosition(chords.get(i)));
    }
    assertThat(moved).isLessThan(0.7 * inRoot);
  }

  private static List<Integer> upper(List<Integer> voicing) {
    return voicing.subList(1, voicing.size());
  }

  private static List<Integer> rootPosition(Chord chord) {
    return chord.intervals().stream().map(interval -> 52 + chord.root() + interval).toList();
  }

  @Test
  void commonNotesStay() {
    List<List<Integer>> voicings = VoiceLeading.of(List.of(Chord.parse("C"), Chord.parse("Am")));
    assertThat(upper(voicings.get(1)).stream().filter(upper(voicings.get(0))::contains)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "60 64 67, C, C", "64 67 72, C, C", "57 60 64 67, C, Am7", "60 64 67 69, C, C6",
    "61 65 68, Ab, Db", "61 65 68, A, C#", "54 57 61, D, F#m", "59 62 65, C, Bdim",
    "55 59 62 65 79, C, G7", "58 62 65, F, Bb", "58 62 65, C, Bb", "56 60 63, C, Ab",
    "54 58 61, F#, F#", "54 58 61, Gb, Gb", "59 63 66, Gb, Cb", "65 69 72, C#, E#"
  })
  void notesAreNamedAsTheKeySpellsThem(String pitches, String key, String name) {
    List<Integer> notes = List.of(pitches.split(" ")).stream().map(Integer::valueOf).toList();
    Optional<Chord> chord = Chord.heard(notes, KeySignature.parse(key));
    assertThat(chord).map(Chord::symbol).hasValue(name);
    assertThat(chord.orElseThrow()).isEqualTo(Chord.parse(name));
  }

  @Test
  void whatIsNoChordHasNoName() {
    KeySignature key = new KeySignature(0, false);
    assertThat(Chord.heard(List.of(60, 61, 62), key)).isEmpty();
    assertThat(Chord.heard(List.of(60, 72), key)).isEmpty();
  }

  @Test
  void spansOfOneChordThatTouchAreOne() {
    Chord c = Chord.parse("C");
    Harmony harmony =
        new Harmony(
            4,
            List.of(
                new Harmony.Span(0, 4, c),
                new Harmony.Span(4, 4, c),
                new Harmony.Span(12, 4, c),
                new Harmony.Span(16, 4, Chord.parse("G"))));
    assertThat(harmony.joined().spans())
        .containsExactly(
            new Harmony.Span(0, 8, c),
            new Harmony.Span(12, 4, c),
            new Harmony.Span(16, 4, Chord.parse("G")));
    assertThat(harmony.at(9)).isEmpty();
    assertThat(harmony.at(16)).map(Chord::symbol).hasValue("G");
  }
}
