package ritornello.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.store.Hash;
import ritornello.store.Json;

/**
 * A file of frames with a split of its own: {@code {"train": [sequence, …], "valid": […], "test":
 * […]}}, a sequence being a list of frames, a frame a list of MIDI pitches, 21 to 108. Any of the
 * three may be missing.
 */
public final class FrameFile {

  /** Which part of a file. */
  public enum Split {
    /** To learn from. */
    TRAIN,
    /** To choose by: when to stop, how to mix. */
    VALID,
    /** To measure at the end. */
    TEST;

    /** As it is called in the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What such a file holds. */
  record Sequences(
      Optional<List<List<int[]>>> train,
      Optional<List<List<int[]>>> valid,
      Optional<List<List<int[]>>> test) {
    Optional<List<List<int[]>>> of(Split split) {
      return switch (split) {
        case TRAIN -> train;
        case VALID -> valid;
        case TEST -> test;
      };
    }
  }

  private final Path file;
  private final Sequences sequences;
  private final String hash;

  private FrameFile(Path file, Sequences sequences, String hash) {
    this.file = file;
    this.sequences = sequences;
    this.hash = hash;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read, or holds anything else
   */
  public static FrameFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; a .json file of frames is expected");
    }
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    }
    if (json.length == 0) {
      throw new IOException(
          file + " is empty; frames are expected: {\"train\": [[[60, 64], [62]], …], …}");
    }
    return new FrameFile(
        file, Json.read(json, file.toString(), Sequences.class), Hash.sha256(json));
  }

  /** Where it is, for people. */
  public String place() {
    return file.toString();
  }

  /** SHA-256 of its bytes. */
  public String hash() {
    return hash;
  }

  /** Whether there is such a part. */
  public boolean has(Split split) {
    return sequences.of(split).isPresent();
  }

  /**
   * The pieces of a part; those without a frame are left out.
   *
   * @throws IOException if there is no such part, it has no frames, or one of a pitch out of range
   */
  public List<FrameSequence> sequences(Split split) throws IOException {
    List<List<int[]>> stored =
        sequences
            .of(split)
            .orElseThrow(
                () -> new IOException(file + " has no \"" + split + "\"; " + there() + " there"));
    List<FrameSequence> read = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      try {
        FrameSequence sequence = FrameSequence.ofPitches(stored.get(i));
        if (sequence.length() > 0) {
          read.add(sequence);
        }
      } catch (IllegalArgumentException e) {
        throw new IOException(
            file + ": sequence " + (i + 1) + " of \"" + split + "\": " + e.getMessage(), e);
      }
    }
    if (read.isEmpty()) {
      throw new IOException(file + " has no frames under \"" + split + "\"");
    }
    return read;
  }

  private String there() {
    List<String> names = new ArrayList<>();
    for (Split split : Split.values()) {
      if (has(split)) {
        names.add("\"" + split + "\"");
      }
    }
    return names.isEmpty()
        ? "nothing is"
        : String.join(" and ", names) + (names.size() == 1 ? " is" : " are");
  }
}
