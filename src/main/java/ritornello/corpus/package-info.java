/**
 * A folder of MIDI files as the sequences that a model learns from.
 *
 * <p>In: folders or files, and a {@link ritornello.token.Codec}. Out: a verdict on every file, and
 * {@link ritornello.token.TokenSource}s for training, validation and test. Start reading at {@link
 * ritornello.corpus.CollectionScan}, then {@link ritornello.corpus.Corpus}.
 *
 * <p>Traps: the same tune in two keys is one group and stays on one side of the split; which side
 * depends on the tune alone, never on what else is in the folder, but for collections so small that
 * a side would be empty. Only token ids are kept in memory, no scores.
 */
package ritornello.corpus;
