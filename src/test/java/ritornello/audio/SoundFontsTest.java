package ritornello.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundFontsTest {
  @TempDir private Path folder;

  private SoundFonts fonts(Map<String, String> environment) {
    List<Path> folders =
        List.of(folder.resolve("mine"), folder.resolve("none"), folder.resolve("system"));
    return new SoundFonts(environment::get, folders);
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  @Test
  void aWholeBankGoesBeforeAnyOtherAndMyOwnBeforeTheSystems() throws IOException {
    assertThat(fonts(Map.of()).find()).isEmpty();
    file("system/notes.txt");
    assertThat(fonts(Map.of()).find()).isEmpty();
    Path harp = file("mine/harp.SF2");
    assertThat(fonts(Map.of()).find()).contains(harp);
    Path small = file("system/TimGM6mb.sf2");
    assertThat(fonts(Map.of()).find()).contains(small);
    Path fluid = file("system/FluidR3_GM.sf2");
    assertThat(fonts(Map.of()).find()).contains(fluid);
    Path chosen = file("system/default-GM.sf2");
    assertThat(fonts(Map.of()).find()).contains(chosen);
    Path mine = file("mine/default-GM.sf2");
    assertThat(fonts(Map.of()).find()).contains(mine);
    assertThat(fonts(Map.of(SoundFonts.VARIABLE, "any.sf2")).find()).contains(Path.of("any.sf2"));
    assertThat(fonts(Map.of(SoundFonts.VARIABLE, " ")).find()).contains(mine);
  }

  @Test
  void whatIsNoSoundFontIsRefusedByName() throws Exception {
    Path missing = folder.resolve("missing.sf2");
    assertThatThrownBy(() -> SoundFont.read(missing)).isInstanceOf(NoSuchFileException.class);
    Path words = Files.writeString(folder.resolve("words.sf2"), "not a SoundFont at all");
    assertThatThrownBy(() -> SoundFont.read(words))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("words.sf2");
    byte[] whole = Files.readAllBytes(SmallBank.write(folder.resolve("whole.sf2")));
    assertThat(SoundFont.read(folder.resolve("whole.sf2")).isBuiltIn()).isFalse();
    for (int length : List.of(12, 40, 200, whole.length / 2, whole.length - 1000)) {
      Path cut = folder.resolve("cut.sf2");
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SoundFont.read(cut))
          .as("cut after " + length + " bytes")
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut.sf2");
    }
  }
}
