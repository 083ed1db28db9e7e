/**
 * A folder of MIDI files as the sequences that a model learns from.
 *
 * <p>In: folders or files, and a {@link ritornello.token.Codec}. Out: a verdict on every file, and
 * {@link ritornello.token.TokenSource}s for training, validation and test. Start reading at {@link
 * ritornello.corpus.CollectionScan}, then {@link ritornello.corpus.Corpus}.
 *
 * <p>Traps: the same tune in two keys, or nearly the same tune, is one group and stays on one side
 * of the split; which side depends on the group alone, never on what else is in the folder, but for
 * collections so small that a side would be empty. A file that joins a group may take it to another
 * side. No scores are kept in memory, and while training no tokens: they are in a {@link
 * ritornello.corpus.TokenCache}.
 */
package ritornello.corpus;
