package ritornello.corpus;

import java.util.Iterator;
import java.util.List;
import ritornello.token.TokenSource;

/** Every epoch the same pieces in the same order. */
record FixedSource(List<Piece> pieces) implements TokenSource {

  @Override
  public Iterator<int[]> epoch(long epoch) {
    return pieces.stream().map(Piece::tokens).iterator();
  }

  @Override
  public int count() {
    return pieces.size();
  }

  @Override
  public long tokens() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }
}
