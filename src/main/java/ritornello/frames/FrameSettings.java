package ritornello.frames;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import ritornello.store.Json;

/**
 * What a model of frames is made of, and how: as JSON, a preset among the program's resources or a
 * file of the user's.
 *
 * @param about what it is for, for people
 * @param semitones how many semitones higher each network sees what it is to score, one pass for
 *     each of them; 0 alone for as it is
 * @param members the networks
 */
public record FrameSettings(String about, List<Integer> semitones, List<Member> members) {
  private static final String FOLDER = "presets/";

  public FrameSettings {
    semitones = List.copyOf(semitones);
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("there are no members; there must be one or more");
    }
    if (semitones.isEmpty()) {
      throw new IllegalArgumentException("there are no semitones; 0 is as it is");
    }
  }

  /** Names of the presets that come with the program. */
  public static List<String> presets() {
    return List.of(
        "jsb",
        "nottingham",
        "piano-midi",
        "jsb-rnn",
        "jsb-gru",
        "jsb-lstm",
        "nottingham-rnn",
        "nottingham-gru",
        "nottingham-lstm");
  }

  /**
   * A preset.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static FrameSettings preset(String name) throws IOException {
    if (!presets().contains(name)) {
      throw new IllegalArgumentException(
          "there is no preset '" + name + "'; there are: " + String.join(", ", presets()));
    }
    String resource = FOLDER + name + ".json";
    try (InputStream in = FrameSettings.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(
            "the preset " + name + " is missing; the program's jar is incomplete");
      }
      return Json.read(in.readAllBytes(), name + ".json", FrameSettings.class);
    }
  }

  /**
   * Settings of the user's.
   *
   * @throws IOException if the file can't be read, or holds anything else
   */
  public static FrameSettings read(Path file) throws IOException {
    return Json.read(file, FrameSettings.class);
  }

  /**
   * The same, with options that only the command knows.
   *
   * @param seed what all chance comes from
   * @param threads that share the work of each network
   */
  public FrameSettings with(long seed, int threads) {
    return new FrameSettings(
        about, semitones, members.stream().map(member -> member.with(seed, threads)).toList());
  }
}
