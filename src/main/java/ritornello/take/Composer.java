package ritornello.take;

import java.io.IOException;
import java.util.Optional;
import ritornello.score.ChordProgression;
import ritornello.score.KeySignature;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.token.Codec;
import ritornello.token.MelodyCodec;

/** What a kind of model goes on from, and what becomes of its tokens. */
public sealed interface Composer permits MelodyComposer, ScoreComposer {

  /**
   * What the user wants to go on from, and how it is to sound.
   *
   * @param qpm quarter notes a minute
   * @param instrument General MIDI's, from 1
   * @param notes as {@link ritornello.score.NoteText} reads them
   * @param midi what a file holds; not with notes
   * @param chords not with any of the others
   */
  record Wish(
      Optional<String> notes,
      Optional<MidiSeed> midi,
      Optional<ChordProgression> chords,
      Optional<TimeSignature> metre,
      Optional<KeySignature> key,
      Optional<Double> qpm,
      Optional<Integer> instrument) {}

  /**
   * Music to go on from.
   *
   * @param place where it comes from, for messages
   */
  record MidiSeed(String place, Score score) {}

  /**
   * What to go on from.
   *
   * @param tokens without EOS
   * @param bars how many of them there are, a pickup not counted
   * @param qpm tempo of what it was taken from, in quarter notes a minute
   */
  record Seed(int[] tokens, int bars, Optional<Double> qpm) {}

  /**
   * What came out.
   *
   * @param summary how long it is, and in what, for people
   */
  record Music(Score score, String summary) {}

  /**
   * Turns a wish into tokens.
   *
   * @throws WrongOptionException if an option makes no sense for this kind of model
   * @throws IOException if there is nothing to go on from in the file
   */
  Seed seed(Wish wish) throws IOException, WrongOptionException;

  /**
   * Turns tokens into music.
   *
   * @param tokens the seed's and what was invented
   * @param withoutSeed whether the seed is left out
   * @param qpm the tempo that the user wants
   * @param program General MIDI program, 0 to 127
   */
  Music music(int[] tokens, Seed seed, boolean withoutSeed, Optional<Double> qpm, int program);

  /** The one for a codec. */
  static Composer of(Codec codec) {
    return codec instanceof MelodyCodec melodies
        ? new MelodyComposer(melodies)
        : new ScoreComposer(codec);
  }

  /** An option that does not fit; the message is for people. */
  final class WrongOptionException extends Exception {
    private static final long serialVersionUID = 1;

    WrongOptionException(String message) {
      super(message);
    }
  }
}
