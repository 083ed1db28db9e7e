package ritornello.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import ritornello.store.Hash;
import ritornello.token.Codec;
import ritornello.token.TokenSource;

/**
 * A collection, divided into what is learned from and what the learning is measured on.
 *
 * <p>Copies of a piece count once. Pieces that are nearly the same, as one in several keys, at
 * several speeds or on other instruments, are all kept, on one side.
 */
public final class Corpus {
  private final Codec codec;
  private final List<Piece> training;
  private final List<Piece> validation;
  private final List<Piece> test;
  private final List<String> notes;
  private final String hash;
  private final int copies;

  private Corpus(
      Codec codec,
      List<Piece> training,
      List<Piece> validation,
      List<Piece> test,
      List<String> notes,
      String hash,
      int copies) {
    this.codec = codec;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
    this.test = List.copyOf(test);
    this.notes = List.copyOf(notes);
    this.hash = hash;
    this.copies = copies;
  }

  /** One whose pieces have their sides already. */
  static Corpus divided(
      Codec codec, List<Piece> training, List<Piece> validation, List<Piece> test, String hash) {
    return new Corpus(codec, training, validation, test, List.of(), hash, 0);
  }

  /**
   * Divides a collection.
   *
   * @param codec that made the collection's tokens
   */
  public static Corpus of(MidiCollection collection, Codec codec, Split split) {
    List<PieceGroup> groups = PieceGroup.of(collection, codec);
    int pieces = groups.stream().mapToInt(group -> group.pieces().size()).sum();
    Sides sides = Sides.of(groups, split);
    return new Corpus(
        codec,
        pieces(sides.training()),
        pieces(sides.validation()),
        pieces(sides.test()),
        sides.notes(),
        hash(collection, codec, split),
        collection.usable().size() - pieces);
  }

  /**
   * What to learn from, in another order each epoch.
   *
   * @param seed of the order and the augmentation
   * @param augment whether each piece is moved each epoch: to another key within an instrument's
   *     range, unless the codec makes all keys alike; a little faster or slower, and louder or
   *     softer, where the codec has tempos and velocities
   */
  public TokenSource training(long seed, boolean augment) {
    return new TrainingSource(training, codec, seed, augment);
  }

  /**
   * What early stopping watches: always the same, sorted by hash; of files with a split of their
   * own, in their order.
   */
  public TokenSource validation() {
    return new FixedSource(validation);
  }

  /** What is kept for the very end: always the same, sorted by hash. */
  public TokenSource test() {
    return new FixedSource(test);
  }

  /** The pieces of a side, as they are. */
  public TokenSource of(PieceSplit.Side side) {
    return switch (side) {
      case TRAINING -> training(0, false);
      case VALIDATION -> validation();
      case TEST -> test();
    };
  }

  /**
   * SHA-256 in hexadecimal of all that the corpus was made from: paths and bytes of the files in
   * use, codec and shares. Another folder with the same files has the same.
   */
  public String hash() {
    return hash;
  }

  /** How many files were left out because another holds the very same tokens. */
  public int copies() {
    return copies;
  }

  /** What people should know about the split, a sentence each; empty if nothing. */
  public List<String> notes() {
    return notes;
  }

  private static List<Piece> pieces(List<PieceGroup> groups) {
    return groups.stream().flatMap(group -> group.pieces().stream()).toList();
  }

  private static String hash(MidiCollection collection, Codec codec, Split split) {
    StringBuilder text = new StringBuilder();
    text.append(codec.spec()).append('\n').append(codec.vocabulary().sha256()).append('\n');
    text.append(CollectionScan.READING_VERSION).append(' ').append(codec.version()).append('\n');
    text.append(split).append('\n');
    for (ScannedFile file : collection.usable()) {
      text.append(file.sha256()).append(' ').append(file.path()).append('\n');
    }
    return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
