package ritornello.cli;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.MelodyCodec;

/** Names of codecs, for help and completion. */
final class CodecNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Codecs.NAMES.iterator();
  }

  /**
   * The codec that was chosen, melody if none was.
   *
   * @throws IllegalArgumentException if there is no such codec, or not with that grid
   */
  static Codec codec(Optional<String> name, Optional<Integer> stepsPerQuarter) {
    OptionalInt grid =
        stepsPerQuarter.isPresent() ? OptionalInt.of(stepsPerQuarter.get()) : OptionalInt.empty();
    return Codecs.of(Codecs.usual(name.orElse(MelodyCodec.NAME), grid));
  }
}
