package ritornello.audio;

import java.io.File;
import java.nio.file.Path;

/** A SoundFont for tests: the one that the JDK makes up, kept in a file. */
public final class SmallBank {
  private SmallBank() {}

  /** Writes it as an .sf2 file. */
  public static Path write(Path file) throws ReflectiveOperationException {
    Object bank =
        Class.forName("com.sun.media.sound.EmergencySoundbank")
            .getMethod("createSoundbank")
            .invoke(null);
    bank.getClass().getMethod("save", File.class).invoke(bank, file.toFile());
    return file;
  }
}
