package ritornello.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound becomes the notes that are in it, and no others. */
class TranscriberTest {
  private static final List<Hum.Sung> SCALE =
      melody(0.4, 0.36, 60, 62, 64, 65, 67, 69, 71, 72, 67, 64, 60);

  private static List<Hum.Sung> melody(double apart, double seconds, int... pitches) {
    List<Hum.Sung> notes = new ArrayList<>();
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new Hum.Sung(0.5 + i * apart, seconds, pitches[i]));
    }
    return notes;
  }

  private static Transcription heard(float[] samples, float rateHz) {
    Transcriber transcriber = new Transcriber(rateHz, note -> {});
    transcriber.accept(samples, samples.length);
    return transcriber.finish();
  }

  private static List<HeardNote> heard(Hum voice, List<Hum.Sung> notes) {
    return heard(voice.sing(notes, 1), voice.rateHz()).notes();
  }

  private static void assertRight(List<Hum.Sung> sung, List<HeardNote> heard) {
    assertThat(heard.stream().map(HeardNote::midiPitch).toList())
        .isEqualTo(sung.stream().map(Hum.Sung::pitch).toList());
    for (int i = 0; i < sung.size(); i++) {
      assertThat(heard.get(i).onsetSeconds())
          .as("beginning of note " + i)
          .isCloseTo(sung.get(i).onsetSeconds(), within(Accuracy.TOLERANCE_SECONDS));
    }
  }

  @Test
  void aScaleIsHeardNoteByNote() {
    List<HeardNote> heard = heard(Hum.plain(), SCALE);
    assertRight(SCALE, heard);
    for (int i = 1; i < heard.size(); i++) {
      assertThat(heard.get(i - 1).endSeconds()).isLessThanOrEqualTo(heard.get(i).onsetSeconds());
    }
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i).endSeconds()).isCloseTo(0.86 + 0.4 * i, within(0.05));
      assertThat(heard.get(i).velocity()).isBetween(60, 110);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000})
  void anySampleRateIsHeard(float rateHz) {
    assertRight(SCALE, heard(Hum.plain().withRate(rateHz), SCALE));
  }

  @ParameterizedTest
  @CsvSource({"36", "43", "52", "84", "96"})
  void lowAndHighVoicesAreHeard(int lowest) {
    List<Hum.Sung> melody = melody(0.4, 0.36, lowest, lowest + 4, lowest + 7, lowest);
    assertRight(melody, heard(Hum.plain(), melody));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-45, -40, -20, 15, 40, 45})
  void whoIsTunedHigherOrLowerIsHeardRight(double cents) {
    Hum voice = Hum.plain().withTuning(cents);
    Transcription heard = heard(voice.sing(SCALE, 1), voice.rateHz());
    assertRight(SCALE, heard.notes());
    assertThat(heard.tuningCents()).isCloseTo(cents, within(4.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 50, 100})
  void aVibratoIsOneNote(double cents) {
    List<Hum.Sung> melody = melody(1.2, 1.1, 60, 64, 67, 72);
    assertRight(melody, heard(Hum.plain().withVibrato(cents), melody));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.45", "0.25, 0.22", "0.15, 0.12"})
  void aNoteThatIsRepeatedIsHeardAgain(double apart, double seconds) {
    List<Hum.Sung> melody = melody(apart, seconds, 67, 67, 67, 67, 64, 64, 67, 67);
    assertRight(melody, heard(Hum.plain(), melody));
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1", "0.125, 1", "0.125, 2", "0.1, 2"})
  void fastNotesOfOneBreathAreHeard(double apart, int step) {
    List<Hum.Sung> melody =
        melody(apart, apart, 60, 60 + step, 60 + 2 * step, 60 + step, 60, 60 + 3 * step, 60);
    assertRight(melody, heard(Hum.plain(), melody));
  }

  @Test
  void ofTheQuietAndTheLoudBothAreHeard() {
    float[] samples = Hum.plain().sing(SCALE, 1);
    for (int i = samples.length / 2; i < samples.length; i++) {
      samples[i] *= 0.1f;
    }
    assertRight(SCALE, heard(samples, 22_050).notes());
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.05f;
    }
    assertRight(SCALE, heard(samples, 22_050).notes());
  }

  @Test
  void anOctaveThatSoundsForAMomentIsNoNote() {
    float[] samples = Hum.plain().sing(melody(0, 2, 60), 1);
    float[] octave = Hum.plain().sing(melody(0, 2, 72), 1);
    for (int i = 22_050; i < 22_050 + 1300; i++) {
      samples[i] = octave[i];
    }
    assertThat(heard(samples, 22_050).notes())
        .extracting(HeardNote::midiPitch)
        .allMatch(pitch -> pitch == 60);
  }

  @Test
  void silenceHasNoNotes() {
    Transcription heard = heard(new float[44_100], 44_100);
    assertThat(heard.notes()).isEmpty();
    assertThat(heard.peakDb()).isEqualTo(-200);
    assertThat(heard.seconds()).isEqualTo(1);
    assertThat(heard(new float[0], 44_100).notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.02, 0.0005})
  void noiseHasNoNotes(double loudness) {
    SplittableRandom random = new SplittableRandom(3);
    float[] samples = new float[10 * 44_100];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (loudness * random.nextGaussian());
    }
    assertThat(heard(samples, 44_100).notes()).isEmpty();
  }

  @Test
  void breathAndClicksAroundNotesAreNone() {
    float[] samples = Hum.plain().sing(SCALE, 1);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 8000; i++) {
      samples[i] += (float) (0.02 * random.nextGaussian());
    }
    for (int click = 500; click < samples.length; click += 9000) {
      samples[click] += 0.5f;
    }
    assertThat(heard(samples, 22_050).notes())
        .extracting(HeardNote::midiPitch)
        .containsExactlyElementsOf(SCALE.stream().map(Hum.Sung::pitch).toList());
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 10})
  void notesAreHeardInNoise(double snrDb) {
    float[] samples = Hum.withNoise(Hum.plain().sing(SCALE, 1), snrDb, 5);
    assertRight(SCALE, heard(samples, 22_050).notes());
  }

  @Test
  void aMainsHumAndAnOffsetBelowAreNotNotes() {
    float[] samples = Hum.plain().sing(SCALE, 1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (0.1 + 0.003 * Math.sin(2 * Math.PI * 50 * i / 22_050));
    }
    assertRight(SCALE, heard(samples, 22_050).notes());
  }

  @Test
  void whatIsTooLoudIsHeardAndTold() {
    float[] samples = Hum.plain().sing(SCALE, 1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.max(-1, Math.min(1, 8 * samples[i]));
    }
    Transcription heard = heard(samples, 22_050);
    assertRight(SCALE, heard.notes());
    assertThat(heard.clippedShare()).isBetween(0.05, 0.9);
    assertThat(heard.peakDb()).isZero();
    assertThat(heard(Hum.plain().sing(SCALE, 1), 22_050).clippedShare()).isZero();
  }

  @Test
  void whatIsNoNumberIsSilence() {
    float[] samples = Hum.plain().sing(SCALE, 1);
    float[] copy = samples.clone();
    samples[30] = Float.NaN;
    samples[40] = Float.POSITIVE_INFINITY;
    copy[30] = 0;
    copy[40] = 0;
    assertThat(heard(samples, 22_050)).isEqualTo(heard(copy, 22_050));
    assertThat(samples[30]).isNaN();
  }

  /** However it is cut into blocks, the same is heard; and each note soon after it has ended. */
  @Test
  void liveTheSameNotesAreHeardSoonAfterTheyHaveEnded() {
    float[] samples = Hum.plain().withRate(44_100).sing(SCALE, 1);
    List<HeardNote> live = new ArrayList<>();
    List<Double> told = new ArrayList<>();
    Transcriber[] transcriber = new Transcriber[1];
    transcriber[0] =
        new Transcriber(
            44_100,
            note -> {
              live.add(note);
              told.add(transcriber[0].seconds());
            });
    SplittableRandom random = new SplittableRandom(6);
    for (int from = 0; from < samples.length; ) {
      int length = Math.min(samples.length - from, 1 + random.nextInt(2000));
      transcriber[0].accept(Arrays.copyOfRange(samples, from, from + length), length);
      from += length;
    }
    assertThat(transcriber[0].finish().notes()).isEqualTo(heard(samples, 44_100).notes());
    assertRight(SCALE, live);
    for (int i = 0; i < live.size(); i++) {
      assertThat(told.get(i) - live.get(i).endSeconds()).as("note " + i).isBetween(0.0, 0.6);
    }
  }

  @Test
  void aNoteThatDoesNotEndIsHeardInPiecesOfHalfAMinute() {
    List<HeardNote> heard = heard(Hum.plain(), melody(0, 70, 60));
    assertThat(heard).hasSizeBetween(2, 4).allMatch(note -> note.midiPitch() == 60);
    assertThat(heard.stream().mapToDouble(HeardNote::seconds).sum()).isCloseTo(70, within(0.5));
  }

  @Test
  void wrongUseIsRefused() {
    for (float rate : new float[] {0, -1, 3999, 400_000, Float.NaN}) {
      assertThatThrownBy(() -> new Transcriber(rate, note -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sample rate");
    }
    Transcriber transcriber = new Transcriber(8000, note -> {});
    transcriber.finish();
    assertThatThrownBy(transcriber::finish).isInstanceOf(IllegalStateException.class);
  }
}
