package ritornello.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  enum Cell {
    GRU,
    LSTM
  }

  record Layer(Cell cell, int units, double dropout) {
    Layer {
      if (units < 1) {
        throw new IllegalArgumentException("a layer has 1 unit or more");
      }
    }
  }

  record Config(
      String name,
      boolean peephole,
      long seed,
      float rate,
      List<Layer> layers,
      List<List<Integer>> nested,
      Map<String, Layer> named,
      Optional<String> note,
      Optional<Layer> last,
      int[] sizes,
      double[] losses) {}

  record Small(int number, String text, Optional<Double> more) {}

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatIsWrittenIsReadBack(long seed) throws IOException {
    Config config = random(new Random(seed));
    Path file = folder.resolve("config.json");

    Json.write(file, config);

    assertThat(Json.read(file, Config.class)).usingRecursiveComparison().isEqualTo(config);
    assertThat(Json.bytes(Json.read(file, Config.class))).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void theLayoutIsFitForPeopleAndTheSameEverywhere() {
    Layer layer = new Layer(Cell.LSTM, 256, 0.5);
    Config config =
        new Config(
            "a",
            true,
            7,
            0.001f,
            List.of(layer),
            List.of(List.of(1), List.of()),
            Map.of("y", layer, "x", layer),
            Optional.empty(),
            Optional.of(layer),
            new int[] {1, 2},
            new double[] {0.5});
    String inLine = "{\n    \"cell\": \"LSTM\",\n    \"units\": 256,\n    \"dropout\": 0.5\n  }";

    assertThat(Json.text(config))
        .startsWith("{\n  \"name\": \"a\",\n  \"peephole\": true,\n  \"seed\": 7,\n")
        .contains("\"rate\": 0.001,")
        .contains("\"last\": " + inLine)
        .doesNotContain("note")
        .endsWith("}\n");
    assertThat(Json.text(config).indexOf("\"x\"")).isLessThan(Json.text(config).indexOf("\"y\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'number':1} | line 1: field 'text' is missing",
        "{'number':1,;'text':'a',;'colour':2} | line 3: unknown field 'colour'; known are number, ",
        "{'number':1,;'text':2} | line 2: 'text' must be a text in quotes, but it is a number",
        "{'number':1.5,'text':'a'} | 'number' must be a whole number, but it is a number with a",
        "{'number':2147483648,'text':'a'} | 'number' must be from -2147483648 to 2147483647",
        "{'number':99999999999999999999999,'text':'a'} | 'number' must be from",
        "{'number':null,'text':'a'} | 'number' must be a whole number, but it is null",
        "{'number':1,'text':'a','more':1e999} | 'more' is too large a number",
        "{'number':1,'text':'a','more':NaN} | line 1, column 34: not well-formed JSON",
        "{'number':1,'number':1,'text':'a'} | : not well-formed JSON: Duplicate",
        "{'number':1,;;'text':'a' | line 3, column 11: not well-formed JSON: it ends in the middle",
        "{'number':1,'text':'a'} x | : not well-formed JSON",
        "{'number':1,'text':'a'} {} | line 1: there is more after the end",
        "[1] | the file must be an object {...}, but it is a list",
        "'' | the file must be an object {...}, but it is empty",
      })
  void whatIsWrongIsSaidWithFileAndLine(String json, String message) {
    byte[] text = json.replace('\'', '"').replace(';', '\n').getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.read(text, "config.json", Small.class))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("config.json, line ")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void whatTheRecordRefusesIsSaidWithFileAndLine() {
    byte[] text =
        "{\n\"cell\":\"GRU\",\n\"units\":0,\"dropout\":0}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.read(text, "c.json", Layer.class))
        .isInstanceOf(IOException.class)
        .hasMessage("c.json, line 1: a layer has 1 unit or more");
    byte[] other = "{\"cell\":\"Lstm\"}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.read(other, "c.json", Layer.class))
        .hasMessage("c.json, line 1: 'cell' is \"Lstm\"; it must be one of [GRU, LSTM]");
  }

  @Test
  void aFieldInsideIsNamedByItsPath() {
    String text =
        Json.text(random(new Random(2))).replaceFirst("\"units\": \\d+", "\"units\": true");
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8), "c", Config.class))
        .hasMessageContaining("'layers[0].units' must be a whole number, but it is true");
  }

  @Test
  void everyTruncationIsOneClearError() {
    byte[] whole = Json.bytes(random(new Random(4)));
    for (int length = 0; length < whole.length - 2; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Json.read(cut, "cut.json", Config.class))
          .as("cut at %d", length)
          .isExactlyInstanceOf(IOException.class)
          .hasMessageStartingWith("cut.json")
          .message()
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedBytesNeverCauseAnythingButAnIoException(long seed) {
    Random random = new Random(seed);
    byte[] whole = Json.bytes(random(random));
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Json.read(damaged, "damaged", Config.class);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("damaged").message().hasLineCount(1);
      }
    }
  }

  @Test
  void aNumberThatIsNotFiniteIsNotWritten() {
    assertThatThrownBy(() -> Json.bytes(new Small(1, "a", Optional.of(Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot store more as JSON: it is NaN");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("config.json");
    assertThatThrownBy(() -> Json.read(file, Small.class))
        .isInstanceOf(ReadFailedException.class)
        .hasMessage("cannot read " + file + ": there is no such file");
  }

  private static Config random(Random random) {
    List<Layer> layers =
        random
            .ints(1 + random.nextInt(3), 1, 999)
            .mapToObj(n -> new Layer(Cell.values()[n % 2], n, random.nextDouble()))
            .toList();
    return new Config(
        "näme \"" + random.nextInt() + "\" \u0000\t\uD83C\uDFB5",
        random.nextBoolean(),
        random.nextLong(),
        Float.intBitsToFloat(random.nextInt(0x7F80_0000)),
        layers,
        List.of(List.of(random.nextInt()), List.of()),
        Map.of("b", layers.get(0), "a", new Layer(Cell.GRU, 1, 1e-300)),
        random.nextBoolean() ? Optional.of("n") : Optional.empty(),
        random.nextBoolean() ? Optional.of(layers.get(0)) : Optional.empty(),
        random.ints(5).toArray(),
        random.doubles(5).toArray());
  }
}
