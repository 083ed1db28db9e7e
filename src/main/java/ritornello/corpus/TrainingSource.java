package ritornello.corpus;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ritornello.token.Codec;
import ritornello.token.EpochChance;
import ritornello.token.TokenSource;

/**
 * Pieces in another order each epoch and, if wished, in other keys, a little faster or slower, and
 * louder or softer, as far as their codec tells such things.
 */
final class TrainingSource implements TokenSource {
  private final List<Piece> pieces;
  private final long seed;
  private final Optional<Augmentation> augmentation;

  TrainingSource(List<Piece> pieces, Codec codec, long seed, boolean augment) {
    this.pieces = pieces;
    this.seed = seed;
    this.augmentation = augment ? Optional.of(new Augmentation(codec)) : Optional.empty();
  }

  @Override
  public Iterator<int[]> epoch(long epoch) {
    EpochChance chance = new EpochChance(seed, epoch);
    return IntStream.of(chance.order(pieces.size()))
        .mapToObj(index -> piece(chance, index))
        .iterator();
  }

  @Override
  public int count() {
    return pieces.size();
  }

  @Override
  public long tokens() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }

  private int[] piece(EpochChance chance, int index) {
    int[] piece = pieces.get(index).tokens();
    return augmentation.map(a -> a.of(piece, chance.of(index))).orElse(piece);
  }
}
