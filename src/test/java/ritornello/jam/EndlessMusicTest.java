package ritornello.jam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.score.KeySignature;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Scale;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.take.Asked;
import ritornello.take.Rules;
import ritornello.task.Improvisation;

class EndlessMusicTest {
  private static LanguageModel folk;

  @BeforeAll
  static void load() throws IOException {
    folk = LanguageModel.load(ModelFiles.resolve("folk"));
  }

  static Wish wish(LanguageModel model) {
    return new Wish(
        model,
        new Sampler(0.9),
        Rules.NONE,
        Asked.NOTHING,
        Optional.of(TimeSignature.COMMON),
        Optional.of(KeySignature.parse("D")),
        120,
        0);
  }

  private static List<Note> notes(Improvisation.Bar bar) {
    return bar.score().tracks().stream().flatMap(track -> track.notes().stream()).toList();
  }

  private static List<Note> bars(EndlessMusic music, int count) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.addAll(notes(music.next()));
    }
    return notes;
  }

  private static double share(List<Note> notes, String scale) {
    Scale in = Scale.parse(scale);
    return notes.stream().filter(note -> in.has(note.pitch())).count() / (double) notes.size();
  }

  @Test
  void inAnotherKeyItGoesOnInThatKey() {
    EndlessMusic music = new EndlessMusic(wish(folk), Optional.empty(), 3);
    assertThat(share(bars(music, 16), "D major")).isGreaterThan(0.9);
    music.change(music.wish().with(KeySignature.parse("Eb")));
    List<Note> moved = bars(music, 16);
    assertThat(moved).isNotEmpty();
    assertThat(share(moved, "Eb major")).isGreaterThan(0.9);
  }

  @Test
  void rulesAndTemperatureChangeAtTheNextBar() {
    EndlessMusic music = new EndlessMusic(wish(folk), Optional.empty(), 4);
    bars(music, 5);
    Rules pentatonic =
        new Rules(
            Optional.of("D pentatonic"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            Optional.empty());
    music.change(music.wish().with(pentatonic).with(new Sampler(1.3)));
    assertThat(share(bars(music, 12), "D pentatonic")).isEqualTo(1);
    Wish before = music.wish();
    Rules wrong =
        new Rules(
            Optional.of("H"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            Optional.empty());
    assertThatThrownBy(() -> music.change(before.with(wrong))).hasMessageContaining("--scale");
    assertThat(music.wish()).isEqualTo(before);
    assertThat(share(bars(music, 4), "D pentatonic")).isEqualTo(1);
  }

  @Test
  void theSameChangesAfterTheSameBarsAreTheSameMusic() {
    List<List<Note>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      EndlessMusic music = new EndlessMusic(wish(folk), Optional.empty(), 9);
      List<Note> all = bars(music, 6);
      music.change(music.wish().with(KeySignature.parse("A")));
      all.addAll(bars(music, 6));
      music.change(music.wish().with(new Sampler(0.5)));
      all.addAll(bars(music, 6));
      both.add(all);
    }
    assertThat(both.get(0)).isEqualTo(both.get(1));
  }

  @Test
  void anAnswerHasItsBarsAndDependsOnThePhrase() {
    Score phrase =
        NoteText.parse("D4 F#4 A4 F#4 G4 B4 A4:2", TimeSignature.COMMON, 4)
            .toScore("phrase", 120, 0, 80);
    Score other =
        NoteText.parse("d5 c#5 B4 A4 G4 F#4 E4:2", TimeSignature.COMMON, 4)
            .toScore("phrase", 120, 0, 80);
    Answers answers = new Answers(wish(folk), 1);
    Score answer = answers.answer(Optional.of(phrase), 2);
    assertThat(answer.noteCount()).isPositive();
    assertThat(answer.endTick()).isLessThanOrEqualTo(8L * answer.ppq());
    assertThat(new Answers(wish(folk), 1).answer(Optional.of(phrase), 2)).isEqualTo(answer);
    assertThat(new Answers(wish(folk), 1).answer(Optional.of(other), 2)).isNotEqualTo(answer);
    assertThat(answers.answer(Optional.of(phrase), 2)).isNotEqualTo(answer);
    assertThat(answers.answer(Optional.empty(), 4).noteCount()).isPositive();
  }

  /** One note is little to go on from; none is nothing. */
  @Test
  void anyPhraseIsAnswered() {
    Answers answers = new Answers(wish(folk), 1);
    for (String notes : List.of("D4", "r:4", "C8:0.25")) {
      Score phrase = NoteText.parse(notes, TimeSignature.COMMON, 4).toScore("phrase", 120, 0, 80);
      assertThat(answers.answer(Optional.of(phrase), 2).tracks()).isNotEmpty();
    }
  }
}
