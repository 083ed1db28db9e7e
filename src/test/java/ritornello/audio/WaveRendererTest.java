package ritornello.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.play.Ear;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/** What is rendered is what the score says; somebody listens. */
class WaveRendererTest {
  private static final int PPQ = 480;
  private static final RenderSettings DRY = new RenderSettings(44100, 16, 0, false, 1);

  /** A window of the pitch detection, and the attack of a note that begins within it. */
  private static final double HEARING_SECONDS = 0.06;

  @TempDir private static Path folder;
  private static SoundFont bank;

  @BeforeAll
  static void makeBank() throws Exception {
    bank = SoundFont.read(SmallBank.write(folder.resolve("small.sf2")));
  }

  private static Score score(int channel, List<Note> notes, ChannelEvent... events) {
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, 120), TempoChange.ofQpm(4 * PPQ, 60)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Track("", channel, notes, List.of(events))));
  }

  private static Score melody() {
    int[] pitches = {60, 62, 64, 65, 67, 65, 69, 71, 72};
    int[] eighths = {2, 2, 1, 1, 2, 1, 1, 2, 4};
    List<Note> notes = new ArrayList<>();
    long tick = 0;
    for (int i = 0; i < pitches.length; i++) {
      long length = eighths[i] * (PPQ / 2L);
      notes.add(new Note(tick, length * 3 / 4, pitches[i], 100));
      tick += length;
    }
    return score(0, notes, new ChannelEvent.ProgramChange(0, 73));
  }

  private record Made(Rendering rendering, byte[] file) {
    /** Samples of 16 bits, both channels mixed. */
    byte[] mono() {
      ByteBuffer in = ByteBuffer.wrap(file, 44, file.length - 44).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer out = ByteBuffer.allocate((file.length - 44) / 2).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        out.putShort((short) ((in.getShort() + in.getShort()) / 2));
      }
      return out.array();
    }

    /** Root of the mean square from one second to another, of full scale. */
    double loudness(double from, double to) {
      int rate = rendering.sampleRate();
      ByteBuffer mono = ByteBuffer.wrap(mono()).order(ByteOrder.LITTLE_ENDIAN);
      double sum = 0;
      int count = 0;
      for (int i = (int) (from * rate); i < (int) (to * rate); i++, count++) {
        double sample = mono.getShort(2 * i) / 32768.0;
        sum += sample * sample;
      }
      return Math.sqrt(sum / count);
    }
  }

  private static Made render(Score score, RenderSettings settings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Rendering rendering = new WaveRenderer(score, settings).render(bank, out);
    return new Made(rendering, out.toByteArray());
  }

  @Test
  void pitchesAndOnsetsAreThoseOfTheScoreThroughAChangeOfTempo() throws IOException {
    Score score = melody();
    List<Ear.Heard> heard = Ear.notes(render(score, DRY).mono(), 44100);
    List<Note> notes = score.tracks().get(0).notes();
    assertThat(heard.stream().map(Ear.Heard::pitch).toList())
        .isEqualTo(notes.stream().map(Note::pitch).toList());
    for (int i = 0; i < notes.size(); i++) {
      assertThat(heard.get(i).startSeconds())
          .as("start of note " + i)
          .isCloseTo(
              score.tempoMap().microsAt(notes.get(i).startTick()) / 1e6, within(HEARING_SECONDS));
    }
  }

  @Test
  void drumsAreHeardWhereTheyAreStruckAndTheEndIsSilent() throws IOException {
    List<Note> hits = List.of(new Note(0, 60, 36, 120), new Note(2 * PPQ, 60, 38, 120));
    Made made = render(score(Track.DRUM_CHANNEL, hits), DRY);
    assertThat(made.loudness(0, 0.1)).isGreaterThan(0.005);
    assertThat(made.loudness(1, 1.1)).isGreaterThan(0.005);
    assertThat(made.loudness(0.8, 0.99)).isLessThan(made.loudness(1, 1.1) / 10);
  }

  @Test
  void theReverbIsHeardAfterTheLastNoteAndEndsInSilence() throws IOException {
    Score score =
        score(
            0,
            List.of(new Note(0, PPQ, 60, 110)),
            new ChannelEvent.ControlChange(0, 91, 127),
            new ChannelEvent.ProgramChange(0, 16));
    Made dry = render(score, new RenderSettings(44100, 16, 0, false, 3));
    Made wet = render(score, new RenderSettings(44100, 16, 0, true, 3));
    assertThat(wet.loudness(0.8, 1.2)).isGreaterThan(2 * dry.loudness(0.8, 1.2));
    int bytes = wet.file().length;
    assertThat(Arrays.copyOfRange(wet.file(), bytes - 4, bytes)).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"44100, 16", "48000, 16", "44100, 24", "48000, 24"})
  void otherProgramsReadTheFormatAndTheLength(int rate, int bits) throws Exception {
    Made made = render(melody(), new RenderSettings(rate, bits, 0, true, 2));
    try (AudioInputStream read =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(made.file()))) {
      AudioFormat format = read.getFormat();
      assertThat(format.getSampleRate()).isEqualTo(rate);
      assertThat(format.getSampleSizeInBits()).isEqualTo(bits);
      assertThat(format.getChannels()).isEqualTo(2);
      assertThat(read.getFrameLength()).isEqualTo(made.rendering().frames());
      assertThat(read.readAllBytes()).hasSize(made.file().length - 44);
    }
    // Two seconds, then four quarters of a second each, of which the last ends a fourth early.
    double music = melody().tempoMap().microsAt(melody().endTick()) / 1e6;
    assertThat(made.rendering().seconds()).isCloseTo(music + 2, within(0.001));
  }

  @Test
  void gainIsInDecibelsAndWhatIsTooLoudIsCountedAndCut() throws IOException {
    Rendering plain = render(melody(), DRY).rendering();
    assertThat(plain.clipped()).isZero();
    Rendering softer = render(melody(), new RenderSettings(44100, 16, -6, false, 1)).rendering();
    assertThat(softer.peakDb()).isCloseTo(plain.peakDb() - 6, within(0.01));
    Made loud = render(melody(), new RenderSettings(44100, 16, 40, false, 1));
    assertThat(loud.rendering().peakDb()).isCloseTo(plain.peakDb() + 40, within(0.01));
    assertThat(loud.rendering().clipped()).isGreaterThan(1000);
    ByteBuffer samples = ByteBuffer.wrap(loud.file()).order(ByteOrder.LITTLE_ENDIAN);
    int most = 0;
    for (int i = 44; i < loud.file().length; i += 2) {
      most = Math.max(most, Math.abs((int) samples.getShort(i)));
    }
    assertThat(most).isBetween(32767, 32768);
  }

  @Test
  void theSameScoreIsTheSameBytes() throws IOException {
    RenderSettings settings = new RenderSettings(48000, 24, 3, true, 2);
    assertThat(render(melody(), settings).file()).isEqualTo(render(melody(), settings).file());
  }

  @Test
  void aPedalThatIsNeverLetGoOfDoesNotSoundForEver() throws IOException {
    Score score =
        score(
            0,
            List.of(new Note(0, PPQ, 60, 110)),
            new ChannelEvent.ControlChange(0, 64, 127),
            new ChannelEvent.ProgramChange(0, 16));
    Made made = render(score, DRY);
    assertThat(made.rendering().seconds()).isLessThan(3);
    assertThat(made.loudness(made.rendering().seconds() - 0.2, made.rendering().seconds()))
        .isLessThan(0.001);
  }

  @Test
  void whatWouldBeOver4GigabytesIsKnownBeforeItIsBegun() {
    Score score = score(0, List.of(new Note(60_000L * PPQ, PPQ, 60, 64)));
    WaveRenderer renderer = new WaveRenderer(score, new RenderSettings(48000, 24, 0, true, 4));
    assertThat(renderer.seconds()).isGreaterThan(59_000);
    assertThatThrownBy(renderer::checkSize)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 GB");
    assertThatThrownBy(() -> renderer.render(bank, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
