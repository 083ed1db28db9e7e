package ritornello.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings are read whatever their samples are like, or it is said why not. */
class RecordingTest {
  private static final float[] SAMPLES =
      Hum.plain()
          .withRate(16_000)
          .sing(List.of(new Hum.Sung(0.1, 0.3, 60), new Hum.Sung(0.4, 0.3, 64)), 1);

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("hum.wav"), bytes);
  }

  private static float[] read(Path file) throws IOException {
    try (Recording recording = Recording.open(file)) {
      float[] all = new float[0];
      float[] block = new float[1000];
      for (int read = recording.read(block); read >= 0; read = recording.read(block)) {
        all = Arrays.copyOf(all, all.length + read);
        System.arraycopy(block, 0, all, all.length - read, read);
      }
      return all;
    }
  }

  private static void assertSamples(float[] read, double tolerance) {
    assertThat(read).hasSameSizeAs(SAMPLES);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isCloseTo(SAMPLES[i], within((float) tolerance));
    }
  }

  static Stream<WavFile> formats() {
    return Stream.of(8, 16, 24, 32)
        .flatMap(
            bits ->
                Stream.of(1, 2, 6)
                    .flatMap(
                        channels ->
                            Stream.of(false, true).map(e -> new WavFile(1, bits, channels, e, -1))))
        .flatMap(
            wav ->
                wav.bits() == 32
                    ? Stream.of(
                        wav,
                        new WavFile(3, 32, wav.channels(), wav.extensible(), -1),
                        new WavFile(3, 64, wav.channels(), wav.extensible(), -1))
                    : Stream.of(wav));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyKindOfSampleIsRead(WavFile wav) throws IOException {
    Path file = file(wav.bytes(SAMPLES, 16_000));
    assertSamples(
        read(file), wav.tag() == 3 ? 1e-6 : Math.max(1e-6, 1.6 / (1L << (wav.bits() - 1))));
    try (Recording recording = Recording.open(file)) {
      assertThat(recording.rateHz()).isEqualTo(16_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xFFFF_FFFFL, 0x7FFF_FFFFL, 0x7FFF_F000L, 2_000_000_000L})
  void lengthsThatLieAreNotBelieved(long told) throws IOException {
    assertSamples(read(file(new WavFile(1, 16, 1, false, told).bytes(SAMPLES, 16_000))), 1e-4);
  }

  @Test
  void whatStandsBeforeOrAfterTheSamplesIsLeftOut() throws IOException {
    byte[] wav = WavFile.USUAL.bytes(SAMPLES, 16_000);
    byte[] list = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0};
    byte[] before = new byte[wav.length + list.length];
    System.arraycopy(wav, 0, before, 0, 12);
    System.arraycopy(list, 0, before, 12, list.length);
    System.arraycopy(wav, 12, before, 12 + list.length, wav.length - 12);
    assertSamples(read(file(before)), 1e-4);
    byte[] after = Arrays.copyOf(wav, wav.length + list.length);
    System.arraycopy(list, 0, after, wav.length, list.length);
    assertSamples(read(file(after)), 1e-4);
  }

  @ParameterizedTest
  @CsvSource({"AIFF, true", "AU, true", "WAVE, false"})
  void whatTheJdkWritesIsRead(String type, boolean bigEndian) throws IOException {
    byte[] wav = WavFile.USUAL.bytes(SAMPLES, 16_000);
    AudioInputStream samples =
        new AudioInputStream(
            new ByteArrayInputStream(wav, 44, wav.length - 44),
            new AudioFormat(16_000, 16, 1, true, false),
            SAMPLES.length);
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, bigEndian);
    AudioFileFormat.Type kind =
        Stream.of(AudioFileFormat.Type.AIFF, AudioFileFormat.Type.AU, AudioFileFormat.Type.WAVE)
            .filter(t -> t.toString().startsWith(type))
            .findFirst()
            .orElseThrow();
    Path file = folder.resolve("hum.sound");
    AudioSystem.write(AudioSystem.getAudioInputStream(format, samples), kind, file.toFile());
    assertSamples(read(file), 1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALAW", "ULAW"})
  void logarithmicSamplesAreRead(String encoding) throws IOException {
    byte[] wav = WavFile.USUAL.bytes(SAMPLES, 8_000);
    AudioInputStream samples =
        new AudioInputStream(
            new ByteArrayInputStream(wav, 44, wav.length - 44),
            new AudioFormat(8_000, 16, 1, true, false),
            SAMPLES.length);
    AudioInputStream coded =
        AudioSystem.getAudioInputStream(new AudioFormat.Encoding(encoding), samples);
    Path file = folder.resolve("hum.wav");
    AudioSystem.write(coded, AudioFileFormat.Type.WAVE, file.toFile());
    assertSamples(read(file), 0.03);
  }

  /** At every byte at which a small file may have been cut off. */
  @Test
  void whatIsCutOffIsReadToThere() throws IOException {
    float[] few = Arrays.copyOf(SAMPLES, 50);
    byte[] wav = new WavFile(1, 24, 2, true, -1).bytes(few, 16_000);
    int header = wav.length - 50 * 6;
    for (int length = 0; length < wav.length; length++) {
      Path file = file(Arrays.copyOf(wav, length));
      if (length < header) {
        assertThatThrownBy(() -> read(file))
            .as("cut at " + length)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("hum.wav");
      } else {
        assertThat(read(file)).as("cut at " + length).hasSize((length - header) / 6);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "MThd0000000000000000, MIDI file",
    "ID3aaaaaaaaaaaaaaaa, MP3",
    "OggSaaaaaaaaaaaaaaaa, Ogg",
    "fLaCaaaaaaaaaaaaaaaa, FLAC",
    "aaaaftypM4A aaaaaaaa, M4A",
    "these are no samples, 'no WAV, AIFF or AU'",
    "RIFFaaaaAVI aaaaaaaa, 'no WAV, AIFF or AU'"
  })
  void whatIsNoRecordingIsCalledWhatItIs(String content, String word) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), content);
    assertThatThrownBy(() -> Recording.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), word);
  }

  @Test
  void impossibleHeadersAreRefused() throws IOException {
    byte[] wav = WavFile.USUAL.bytes(SAMPLES, 16_000);
    refused(wav, 20, 2, "compressed or unusual (format 0x0002");
    refused(wav, 22, 0, "0 channels");
    refused(wav, 24, 100, "sample rate");
    refused(wav, 16, 3, "fmt chunk of 3");
    refused(wav, 12, 'x', "no fmt chunk");
    assertThatThrownBy(() -> Recording.open(folder)).hasMessageContaining("is a folder");
  }

  /** With a header whose 16 bits at some place are others. */
  private void refused(byte[] wav, int at, int value, String words) throws IOException {
    byte[] changed = wav.clone();
    changed[at] = (byte) value;
    changed[at + 1] = (byte) (value >> 8);
    Path file = file(changed);
    assertThatThrownBy(() -> Recording.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("hum.wav", words);
  }
}
