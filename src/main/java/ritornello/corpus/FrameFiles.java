package ritornello.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.store.Hash;
import ritornello.store.Json;
import ritornello.token.FramesCodec;
import ritornello.token.TokenSource;

/**
 * Collections of frames with a split of their own, in the form that the polyphonic benchmarks of
 * Boulanger-Lewandowski et al. (2012) are kept in: {@code {"train": [sequence, …], "valid": […],
 * "test": […]}}, a sequence being a list of frames, a frame a list of MIDI pitches.
 */
public final class FrameFiles {
  private FrameFiles() {}

  /** What such a file holds; any of them may be missing. */
  record Sequences(
      Optional<List<List<int[]>>> train,
      Optional<List<List<int[]>>> valid,
      Optional<List<List<int[]>>> test) {}

  /** Whether a file is one of frames, by its name. */
  public static boolean isFrames(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json") && !Files.isDirectory(file);
  }

  /**
   * Reads files to learn from; sequences of several stand together on the side that their file puts
   * them.
   *
   * @param codec that makes tokens of frames
   * @throws IOException if a file can't be read or holds anything else, or there is nothing to
   *     learn from
   */
  public static Corpus read(List<Path> files, FramesCodec codec) throws IOException {
    Corpus corpus = readAny(files, codec);
    TokenSource training = corpus.training(0, false);
    if (training.tokens() == training.count()) {
      throw new IOException(
          "nothing to learn from in " + files.get(0) + ": it has no frames under \"train\"");
    }
    return corpus;
  }

  /**
   * As {@link #read}, whether or not there is anything to learn from.
   *
   * @throws IOException if a file can't be read or holds anything else
   */
  public static Corpus readAny(List<Path> files, FramesCodec codec) throws IOException {
    List<Piece> training = new ArrayList<>();
    List<Piece> validation = new ArrayList<>();
    List<Piece> test = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    key.append(codec.spec()).append('\n').append(codec.vocabulary().sha256()).append('\n');
    for (Path file : files) {
      byte[] json = bytes(file);
      Sequences sequences = Json.read(json, file.toString(), Sequences.class);
      training.addAll(pieces(sequences.train(), "train", file, codec));
      validation.addAll(pieces(sequences.valid(), "valid", file, codec));
      test.addAll(pieces(sequences.test(), "test", file, codec));
      key.append(Hash.sha256(json)).append('\n');
    }
    String hash = Hash.sha256(key.toString().getBytes(StandardCharsets.UTF_8));
    return Corpus.divided(codec, training, validation, test, hash);
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String reason =
          e instanceof NoSuchFileException ? "there is no such file" : FolderWalk.obstacle(e);
      throw new IOException(file + ": " + reason, e);
    }
  }

  private static List<Piece> pieces(
      Optional<List<List<int[]>>> sequences, String side, Path file, FramesCodec codec)
      throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (List<int[]> frames : sequences.orElse(List.of())) {
      try {
        pieces.add(Piece.of(codec.tokens(frames)));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            file + ": sequence " + (pieces.size() + 1) + " of \"" + side + "\": " + e.getMessage(),
            e);
      }
    }
    return pieces;
  }
}
