package ritornello.token;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pieces of another source, in words. */
public final class WordSource implements TokenSource {
  private final TokenSource characters;
  private final Codec codec;
  private final long tokens;

  private WordSource(TokenSource characters, Codec codec) {
    this.characters = characters;
    this.codec = codec;
    long sum = 0;
    for (Iterator<int[]> pieces = epoch(0); pieces.hasNext(); ) {
      sum += pieces.next().length;
    }
    this.tokens = sum;
  }

  /**
   * What a model of this codec learns from.
   *
   * @param characters tokens of {@link Codec#characters}; what is returned if the codec has no
   *     words
   */
  public static TokenSource of(TokenSource characters, Codec codec) {
    return codec.characters().equals(codec) ? characters : new WordSource(characters, codec);
  }

  @Override
  public Iterator<int[]> epoch(long epoch) {
    Iterator<int[]> pieces = characters.epoch(epoch);
    Iterable<int[]> once = () -> pieces;
    Stream<int[]> stream = StreamSupport.stream(once.spliterator(), false);
    return stream.map(codec::words).iterator();
  }

  @Override
  public int count() {
    return characters.count();
  }

  /** Of the first epoch; in another key the same piece may have more or fewer words. */
  @Override
  public long tokens() {
    return tokens;
  }
}
