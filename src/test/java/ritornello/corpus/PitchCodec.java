package ritornello.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Context;
import ritornello.token.Encoding;
import ritornello.token.Fidelity;
import ritornello.token.NoteTokens;
import ritornello.token.Rendering;
import ritornello.token.TokenKind;
import ritornello.token.Vocabulary;

/** The simplest codec: a token for each pitch, in the order of the notes. */
final class PitchCodec implements Codec {
  static final int FIRST_PITCH = Vocabulary.SPECIAL.size();

  private final String name;

  private final int version;

  PitchCodec(String name) {
    this(name, 1);
  }

  PitchCodec(String name, int version) {
    this.name = name;
    this.version = version;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public CodecSpec spec() {
    return new CodecSpec(name, 4);
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        Stream.concat(
                Vocabulary.SPECIAL.stream(), IntStream.range(0, 128).mapToObj(pitch -> "P" + pitch))
            .toList());
  }

  @Override
  public int[] inputSizes() {
    return new int[] {FIRST_PITCH + 128};
  }

  @Override
  public Context start() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Encoding encode(Score score) {
    List<Note> notes = score.tracks().stream().flatMap(track -> track.notes().stream()).toList();
    if (notes.isEmpty()) {
      return new Encoding.Rejected("no notes");
    }
    IntStream pitches = notes.stream().mapToInt(note -> note.pitch() + FIRST_PITCH);
    return new Encoding.Encoded(
        IntStream.concat(pitches, IntStream.of(Vocabulary.EOS)).toArray(), "all tracks");
  }

  @Override
  public TokenKind kind(int token) {
    return isPitch(token) ? TokenKind.PITCH : TokenKind.NONE;
  }

  @Override
  public int noteCount(int[] tokens) {
    return (int) Arrays.stream(tokens).filter(PitchCodec::isPitch).count();
  }

  @Override
  public NoteTokens noteTokens(Score score) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Fidelity fidelity(Score score) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Score decode(int[] tokens, Rendering rendering) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int[] transpose(int[] tokens, int semitones) {
    return Arrays.stream(tokens)
        .map(token -> isPitch(token) ? up(token, semitones) : token)
        .toArray();
  }

  private static int up(int token, int semitones) {
    int pitch = token - FIRST_PITCH + semitones;
    if (pitch < 0 || pitch > 127) {
      throw new IllegalArgumentException("pitch " + pitch);
    }
    return pitch + FIRST_PITCH;
  }

  @Override
  public int[] pitchRange(int[] tokens) {
    int[] pitches =
        Arrays.stream(tokens)
            .filter(PitchCodec::isPitch)
            .map(t -> t - FIRST_PITCH)
            .sorted()
            .toArray();
    return pitches.length == 0 ? new int[0] : new int[] {pitches[0], pitches[pitches.length - 1]};
  }

  private static boolean isPitch(int token) {
    return token >= FIRST_PITCH;
  }
}
