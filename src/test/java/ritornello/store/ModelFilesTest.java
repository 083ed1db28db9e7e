package ritornello.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  /** Where the bundled models of this test lie: a copy of how those of the program do. */
  private static final String ROOT = "/ritornello/store/models/";

  record Config(int units) {}

  record Words(List<String> names) {}

  record Progress(long step) {}

  @TempDir Path folder;

  @Test
  void aModelInADirectoryIsReadBack() throws IOException {
    Path place = folder.resolve("deep/mine");
    ModelDirectory model = ModelDirectory.create(place);
    model.writeBeginning(new Config(5), new Words(List.of("PAD", "BOS")));
    model.writeCheckpoint(tensors(1), new Progress(7), tensors(2));

    ModelFiles read = ModelFiles.resolve(place.toString());

    assertThat(read.name()).isEqualTo("mine");
    assertThat(read.config(Config.class)).isEqualTo(new Config(5));
    assertThat(read.vocabulary(Words.class).names()).containsExactly("PAD", "BOS");
    assertThat(read.training(Progress.class).step()).isEqualTo(7);
    assertThat(read.weights().floats("w", 1)).containsExactly(1);
    assertThat(ModelDirectory.resume(place).optimizer().floats("w", 1)).containsExactly(2);
    assertThat(place.toFile().list())
        .containsExactlyInAnyOrder(
            "model.safetensors",
            "config.json",
            "vocabulary.json",
            "training.json",
            "optimizer.safetensors");
  }

  @Test
  void aBundledModelIsReadByItsName() throws IOException {
    ModelFiles model = ModelFiles.resolve("waltz", ROOT);

    assertThat(model.config(Config.class)).isEqualTo(new Config(3));
    assertThat(model.has("config.json")).isTrue();
    assertThat(model.has("training.json")).isFalse();
    assertThatThrownBy(() -> model.training(Progress.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bundled model waltz has no training.json");
  }

  @Test
  void whereThereIsNoModelTheOnesThereAreAreNamed() throws IOException {
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> ModelFiles.resolve(missing, ROOT))
        .isInstanceOf(IOException.class)
        .hasMessage("no model at " + missing + ": train one, or use 'reel' or 'waltz'");
    assertThatThrownBy(() -> ModelFiles.resolve(folder.toString(), ROOT))
        .hasMessageContaining("it is not the folder of a model; train one, or use 'reel'");
    Path file = Files.writeString(folder.resolve("tune.mid"), "x");
    assertThatThrownBy(() -> ModelFiles.resolve(file.toString(), ROOT))
        .hasMessageContaining("that is a file, and a model is a folder; train one");
    assertThatThrownBy(() -> ModelFiles.resolve("no\0model", ROOT)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ModelFiles.resolve("../models/waltz", ROOT))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aModelWithoutWeightsSaysSo() throws IOException {
    ModelDirectory.create(folder.resolve("m")).writeBeginning(new Config(1), new Words(List.of()));
    String place = folder.resolve("m").toString();

    assertThatThrownBy(() -> ModelFiles.resolve(place, ROOT))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the model at "
                + place
                + " has no model.safetensors: its training stopped before the first checkpoint;"
                + " train it again");
    assertThatThrownBy(() -> ModelDirectory.resume(folder.resolve("m")))
        .hasMessageContaining("has no optimizer.safetensors to go on from");
    ModelDirectory.create(folder.resolve("m"))
        .writeCheckpoint(tensors(1), new Progress(1), tensors(1));
    assertThat(ModelFiles.resolve(place, ROOT).weights().has("w")).isTrue();
  }

  @Test
  void nothingThatAUserMadeIsOverwritten() throws IOException {
    Path place = folder.resolve("mine");
    ModelDirectory model = ModelDirectory.create(place);
    model.writeBeginning(new Config(5), new Words(List.of()));
    model.writeCheckpoint(tensors(1), new Progress(7), tensors(2));
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("tune.mid"), "x");

    assertThatThrownBy(() -> ModelDirectory.create(place))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is a model at " + place + " already")
        .hasMessageContaining("--resume");
    assertThatThrownBy(() -> ModelDirectory.create(corpus))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds other things (tune.mid)");
    assertThatThrownBy(() -> ModelDirectory.create(corpus.resolve("tune.mid")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a file; a model is a folder");
    assertThatThrownBy(() -> ModelDirectory.create(corpus.resolve("tune.mid/m")))
        .isInstanceOf(WriteFailedException.class);
    assertThatThrownBy(() -> ModelDirectory.resume(corpus))
        .hasMessageContaining("no model at " + corpus);
    assertThatThrownBy(() -> ModelDirectory.open(folder.resolve("none")))
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void aDamagedFileIsNamedWithItsPlace() throws IOException {
    Path place = folder.resolve("mine");
    ModelDirectory model = ModelDirectory.create(place);
    model.writeBeginning(new Config(5), new Words(List.of()));
    model.writeCheckpoint(tensors(1), new Progress(7), tensors(2));
    Files.writeString(place.resolve("config.json"), "{\n\"unit\": 5}");
    Files.writeString(place.resolve("model.safetensors"), "nonsense, and a little more of it");

    ModelFiles read = ModelFiles.resolve(place.toString());

    assertThatThrownBy(() -> read.config(Config.class))
        .hasMessage(place + "/config.json, line 2: unknown field 'unit'; known are units");
    assertThatThrownBy(read::weights)
        .hasMessageStartingWith(place.resolve("model.safetensors") + " is damaged or not a");
  }

  private static Safetensors tensors(float value) {
    return Safetensors.of(
        List.of(new Tensor.F32("w", new int[] {1}, new float[] {value})), Map.of("step", "7"));
  }
}
