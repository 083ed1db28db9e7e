package ritornello.lm;

import java.util.List;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;

/**
 * What {@code vocabulary.json} of a model holds.
 *
 * @param codec what made the tokens
 * @param sha256 of the vocabulary, see {@link ritornello.token.Vocabulary#sha256}
 * @param tokens names by id
 */
record VocabularyFile(CodecSpec codec, String sha256, List<String> tokens) {
  static VocabularyFile of(Codec codec) {
    return new VocabularyFile(
        codec.spec(), codec.vocabulary().sha256(), codec.vocabulary().names());
  }
}
