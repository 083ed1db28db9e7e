package ritornello.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWrittenIsReadBackFromFileAndFromBytes(long seed) throws IOException {
    Random random = new Random(seed);
    List<Tensor> tensors = randomTensors(random, 1 + random.nextInt(12));
    Map<String, String> metadata = Map.of("step", "" + seed, "name", "Ännchen \"von\" \n Tharau");
    Path file = folder.resolve("a.safetensors");

    Safetensors.of(tensors, metadata).write(file);

    for (Safetensors read :
        List.of(Safetensors.read(file), Safetensors.read(Files.readAllBytes(file), "bytes"))) {
      assertThat(read.metadata()).isEqualTo(metadata);
      assertThat(read.tensors()).hasSameSizeAs(tensors);
      for (Tensor tensor : tensors) {
        assertThat(read.tensor(tensor.name()))
            .usingRecursiveComparison()
            .withStrictTypeChecking()
            .isEqualTo(tensor);
      }
    }
  }

  @Test
  void tensorsLongerThanTheBuffersComeBack() throws IOException {
    float[] floats = new float[300_001];
    double[] doubles = new double[100_003];
    Random random = new Random(5);
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = random.nextGaussian();
    }
    int[] ints = random.ints(200_001).toArray();
    long[] longs = random.longs(100_001).toArray();
    Path file = folder.resolve("long.safetensors");
    Safetensors.of(
            List.of(
                new Tensor.F32("f", new int[] {floats.length}, floats),
                new Tensor.F64("d", new int[] {doubles.length}, doubles),
                new Tensor.I32("i", new int[] {ints.length}, ints),
                new Tensor.I64("l", new int[] {longs.length}, longs)),
            Map.of())
        .write(file);

    Safetensors read = Safetensors.read(file);

    assertThat(read.floats("f", floats.length)).isEqualTo(floats);
    assertThat(read.doubles("d", doubles.length)).isEqualTo(doubles);
    assertThat(read.ints("i", ints.length)).isEqualTo(ints);
    assertThat(read.longs("l", longs.length)).isEqualTo(longs);
  }

  @Test
  void theOrderInWhichTensorsAreGivenDoesNotChangeTheBytes() throws IOException {
    List<Tensor> tensors = new ArrayList<>(randomTensors(new Random(3), 9));
    byte[] first = bytes(Safetensors.of(tensors, Map.of("a", "1", "b", "2")));

    for (int i = 0; i < 5; i++) {
      Collections.shuffle(tensors, new Random(i));
      assertThat(bytes(Safetensors.of(tensors, Map.of("b", "2", "a", "1")))).isEqualTo(first);
    }
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    byte[] bytes =
        bytes(
            Safetensors.of(
                List.of(new Tensor.F32("w", new int[] {2, 1}, new float[] {1, -2})), Map.of()));

    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected =
        ByteBuffer.allocate(8 + padded + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(padded)
            .put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8))
            .putFloat(1)
            .putFloat(-2);
    assertThat(bytes).isEqualTo(expected.array());
  }

  @Test
  void everyTruncationIsOneClearError() throws IOException {
    byte[] whole = bytes(Safetensors.of(randomTensors(new Random(11), 5), Map.of("k", "v")));

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Path file = Files.write(folder.resolve("cut.safetensors"), cut);
      assertThatThrownBy(() -> Safetensors.read(cut, "cut.safetensors"))
          .as("cut at %d", length)
          .isExactlyInstanceOf(IOException.class)
          .hasMessageStartingWith("cut.safetensors is damaged or not a safetensors file: ")
          .message()
          .hasLineCount(1);
      assertThatThrownBy(() -> Safetensors.read(file)).isExactlyInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedBytesNeverCauseAnythingButAnIoException(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] whole = bytes(Safetensors.of(randomTensors(random, 4), Map.of("k", "v")));
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(Math.min(300, damaged.length))] = (byte) random.nextInt(256);
      }
      try {
        Safetensors.read(damaged, "damaged");
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("damaged").message().hasLineCount(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | should be at bytes 0 to 8",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | should be at bytes 0 to 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 bytes of numbers, but there",
        "{'a':{'dtype':'BF16','shape':[4],'data_offsets':[0,8]}} | has the type 'BF16'",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | holds -2",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | too large",
        "{'a':{'dtype':'F32','shape':[65536,65536,65536],'data_offsets':[0,8]}} | too large",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}} | can't be",
        "{'a':{'dtype':'F32','data_offsets':[0,8]}} | has no name, shape or data_offsets",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}} | unknown field 'x'",
        "{'__metadata__':{'a':1}} | 'a' of its metadata",
        "{'a':1} | tensor 'a' is not as the format has it",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{}} | uplicate",
        "{} {} | more after the end",
        "{'a' | not well-formed JSON",
      })
  void aWrongHeaderIsRefused(String header, String message) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] file =
        ByteBuffer.allocate(8 + json.length + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    assertThatThrownBy(() -> Safetensors.read(file, "x.safetensors"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("x.safetensors")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 100_000_001, 0, 1})
  void aHeaderLengthBeyondTheFileIsRefusedWithoutAllocatingIt(long length) {
    byte[] file =
        ByteBuffer.allocate(64)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put((byte) '{')
            .array();
    assertThatThrownBy(() -> Safetensors.read(file, "x"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("does not fit into 64 bytes");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numbersThatAreNotFiniteAreRefusedInWritingAndInReading(float bad) throws IOException {
    Path file = folder.resolve("m.safetensors");
    Files.writeString(file, "old");
    Tensor single = new Tensor.F32("lstm.w", new int[] {3}, new float[] {1, bad, 2});
    Tensor twice = new Tensor.F64("lstm.w", new int[] {2}, new double[] {1, bad});

    for (Tensor tensor : List.of(single, twice)) {
      assertThatThrownBy(() -> Safetensors.of(List.of(tensor), Map.of()).write(file))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("value 1 of tensor 'lstm.w' is " + bad);
      assertThat(file).hasContent("old");
      assertThat(folder.toFile().list()).containsExactly("m.safetensors");
    }

    byte[] good =
        bytes(
            Safetensors.of(
                List.of(new Tensor.F32("lstm.w", new int[] {1}, new float[] {1})), Map.of()));
    ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).putFloat(good.length - 4, bad);
    assertThatThrownBy(() -> Safetensors.read(good, "m.safetensors"))
        .hasMessageStartingWith("m.safetensors: value 0 of tensor 'lstm.w' is " + bad);
  }

  @Test
  void aTensorThatIsMissingOrOfAnotherShapeIsNamed() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Safetensors.of(List.of(new Tensor.F32("w", new int[] {2, 3}, new float[6])), Map.of())
        .write(file);
    Safetensors read = Safetensors.read(file);

    assertThat(read.floats("w", 2, 3)).hasSize(6);
    assertThatThrownBy(() -> read.floats("w", 3, 2))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": tensor 'w' is F32 [2, 3], but F32 [3, 2] is expected here");
    assertThatThrownBy(() -> read.doubles("w", 2, 3))
        .hasMessageContaining("F64 [2, 3] is expected here");
    assertThatThrownBy(() -> read.floats("v", 1))
        .hasMessage(file + ": there is no tensor 'v' in it");
    assertThatThrownBy(() -> read.metadata("step")).hasMessageContaining("'step'");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("no")))
        .isInstanceOf(ReadFailedException.class)
        .hasMessage("cannot read " + folder.resolve("no") + ": there is no such file");
    assertThatThrownBy(() -> Safetensors.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a folder, not a file");
  }

  @Test
  void impossibleTensorsAreRefused() {
    assertThatThrownBy(() -> new Tensor.F32("w", new int[] {2, 2}, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor w has 3 values for the shape [2, 2]");
    Tensor one = new Tensor.I32("w", new int[] {}, new int[] {1});
    assertThatThrownBy(() -> Safetensors.of(List.of(one, one), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  private byte[] bytes(Safetensors content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SafetensorsWriter(out, "memory").write(content);
    return out.toByteArray();
  }

  private static List<Tensor> randomTensors(Random random, int count) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] shape = random.ints(random.nextInt(4), 0, 5).toArray();
      int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      String name = "läyer." + i + (random.nextBoolean() ? ".weights" : "/\"b\"");
      tensors.add(
          switch (random.nextInt(4)) {
            case 0 -> {
              float[] values = new float[length];
              for (int j = 0; j < length; j++) {
                values[j] = (float) random.nextGaussian();
              }
              yield new Tensor.F32(name, shape, values);
            }
            case 1 -> new Tensor.F64(name, shape, random.doubles(length, -9e9, 9e9).toArray());
            case 2 -> new Tensor.I32(name, shape, random.ints(length).toArray());
            default -> new Tensor.I64(name, shape, random.longs(length).toArray());
          });
    }
    return tensors;
  }
}
