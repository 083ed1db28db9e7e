package ritornello.audio;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks for SoundFonts where systems keep them. */
public final class SoundFonts {
  /** The variable that names one. */
  public static final String VARIABLE = "RITORNELLO_SOUNDFONT";

  /** Whole General MIDI banks, by what their names begin with, in lower case; the best first. */
  private static final List<String> GENERAL_MIDI =
      List.of(
          "default.",
          "default-gm.",
          "generaluser",
          "fluidr3_gm.",
          "fluidr3",
          "sgm",
          "arachno",
          "timgm6mb.",
          "freepats",
          "gm.dls");

  private final UnaryOperator<String> environment;
  private final List<Path> folders;

  /**
   * @param environment value of a variable; null if it has none
   * @param folders to look into, the first counts most
   */
  SoundFonts(UnaryOperator<String> environment, List<Path> folders) {
    this.environment = environment;
    this.folders = List.copyOf(folders);
  }

  /** Those of this machine and this user. */
  public static SoundFonts ofThisMachine() {
    Path home = Path.of(System.getProperty("user.home"));
    List<Path> folders = new ArrayList<>();
    for (String inHome :
        List.of(
            ".local/share/sounds/sf2", ".local/share/soundfonts", "Library/Audio/Sounds/Banks")) {
      folders.add(home.resolve(inHome));
    }
    for (String folder :
        List.of(
            "/usr/local/share/sounds/sf2",
            "/usr/local/share/soundfonts",
            "/usr/share/sounds/sf2",
            "/usr/share/soundfonts",
            "/Library/Audio/Sounds/Banks")) {
      folders.add(Path.of(folder));
    }
    Optional.ofNullable(System.getenv("SystemRoot"))
        .ifPresent(root -> folders.add(Path.of(root, "System32", "drivers")));
    return new SoundFonts(System::getenv, folders);
  }

  /**
   * The file to take: what {@link #VARIABLE} names; else of all that are found a whole General MIDI
   * bank by its name; else the first.
   */
  public Optional<Path> find() {
    String named = environment.apply(VARIABLE);
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return found().stream().min(Comparator.comparingInt(SoundFonts::rank));
  }

  /** All that are found. */
  List<Path> found() {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SoundFonts::isBank)) {
        List<Path> inFolder = new ArrayList<>();
        files.forEach(inFolder::add);
        inFolder.sort(Comparator.naturalOrder());
        found.addAll(inFolder);
      } catch (IOException | DirectoryIteratorException e) {
        // No such folder, or not for this user: there are others.
      }
    }
    return found;
  }

  private static boolean isBank(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".sf2") || name.endsWith(".dls")) && Files.isReadable(file);
  }

  private static int rank(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (int i = 0; i < GENERAL_MIDI.size(); i++) {
      if (name.startsWith(GENERAL_MIDI.get(i))) {
        return i;
      }
    }
    return GENERAL_MIDI.size();
  }

  /** What a person does where none is found. */
  public static String advice() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("linux")) {
      return "install one, on Debian and Ubuntu with: sudo apt install fluid-soundfont-gm";
    }
    return "put a General MIDI bank, as FluidR3_GM.sf2 or GeneralUser-GS.sf2, into "
        + (system.contains("mac") ? "~/Library/Audio/Sounds/Banks" : "a folder")
        + (system.contains("mac") ? "" : " and name it by --soundfont");
  }
}
