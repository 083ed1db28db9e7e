package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ritornello.score.ChannelEvent;
import ritornello.score.Grid;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;
import ritornello.score.Track;

/**
 * A polyphonic grid: each frame as the pitches that sound in it, from the lowest up, {@code
 * NOTE_60}, or {@code AGAIN_60} where it also sounded in the frame before and is struck again; then
 * {@code NEXT_FRAME}. The likelihood of a frame is, by the chain rule, the product of those of its
 * tokens, so that models of whole frames can be compared with it.
 *
 * <p>Quantising: all tracks but the drums are one, played by one instrument. The sustain pedal is
 * folded into the lengths of notes. Notes begin at the nearest frame and sound for one at least. A
 * note ends where its key is struck again; of notes of a key that begin in one frame the longest
 * stays. Silence before the first note goes, and of another one {@value #MOST_SILENT_QUARTERS}
 * quarter notes stay; what begins after {@value #MOST_FRAMES} frames is cut off. There are no
 * velocities, tempos and metres; four quarter notes count as a bar.
 *
 * <p>Each such piece is written in one way only, which is what {@link Context#allows} allows.
 *
 * <p>Any other sequence is read so: the order within a frame means nothing, nor does a pitch's
 * second token in it; {@code AGAIN} of what did not sound is {@code NOTE}; EOS ends the frame and
 * all; PAD, BOS and UNK mean nothing.
 */
public final class FramesCodec implements Codec {

  /** Its name in a {@link CodecSpec}. */
  public static final String NAME = "frames";

  static final int MOST_SILENT_QUARTERS = 16;

  /** So that no file fills the memory: each may have as many tokens as it has pitches. */
  private static final int MOST_FRAMES = 1 << 16;

  private static final List<Integer> GRIDS = List.of(1, 2, 4, 12);
  private static final int PPQ = 480;

  static final int FIRST_NOTE = Vocabulary.SPECIAL.size();
  static final int FIRST_AGAIN = FIRST_NOTE + 128;
  static final int NEXT_FRAME = FIRST_AGAIN + 128;

  private static final Vocabulary VOCABULARY = makeVocabulary();

  private final CodecSpec spec;

  /**
   * @throws IllegalArgumentException if a quarter note has not 1, 2, 4 or 12 frames, or the spec
   *     has positions or lookbacks
   */
  public FramesCodec(CodecSpec spec) {
    if (!GRIDS.contains(spec.stepsPerQuarter())) {
      throw new IllegalArgumentException(
          "a grid of "
              + spec.stepsPerQuarter()
              + " steps a quarter note; for frames it must be 1, 2, 4 or 12");
    }
    spec.refuseExtraInputs();
    this.spec = spec;
  }

  private static Vocabulary makeVocabulary() {
    List<String> names = new ArrayList<>(Vocabulary.SPECIAL);
    IntStream.range(0, 128).forEach(pitch -> names.add("NOTE_" + pitch));
    IntStream.range(0, 128).forEach(pitch -> names.add("AGAIN_" + pitch));
    names.add("NEXT_FRAME");
    return new Vocabulary(names);
  }

  @Override
  public CodecSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return VOCABULARY;
  }

  @Override
  public int[] inputSizes() {
    return new int[] {VOCABULARY.size()};
  }

  @Override
  public Context start() {
    return new FramesContext(spec.stepsPerQuarter(), NoteSink.NONE);
  }

  /** Whether a token is a pitch in a frame. */
  static boolean isPitch(int token) {
    return token >= FIRST_NOTE && token < NEXT_FRAME;
  }

  /** 0 to 127, of a token that {@link #isPitch is one}. */
  static int pitch(int token) {
    return (token - FIRST_NOTE) % 128;
  }

  @Override
  public Encoding encode(Score score) {
    List<GridNote> placed = place(score);
    List<GridNote> notes = cut(placed);
    if (notes.isEmpty()) {
      return new Encoding.Rejected(score.noteCount() == 0 ? "no notes" : "nothing but drums");
    }
    int late = placed.size() - notes.size();
    return new Encoding.Encoded(tokensOf(notes), Parts.withoutDrums(score, notes.size(), late));
  }

  private List<GridNote> place(Score score) {
    return GridNotes.ofOne(
        score, () -> tick -> Grid.round(tick, score.ppq(), spec.stepsPerQuarter()), MOST_FRAMES);
  }

  private List<GridNote> cut(List<GridNote> placed) {
    return GridNotes.withoutLongSilences(
        placed, (long) MOST_SILENT_QUARTERS * spec.stepsPerQuarter(), MOST_FRAMES);
  }

  /**
   * @param notes by start, none of a pitch while another of it sounds
   */
  private static int[] tokensOf(List<GridNote> notes) {
    TokenList tokens = new TokenList();
    long frames = notes.stream().mapToLong(GridNote::endStep).max().orElse(0);
    long[] endFrames = new long[128];
    long[] struckAgain = new long[128];
    Arrays.fill(endFrames, -1);
    Arrays.fill(struckAgain, -1);
    BitSet sounding = new BitSet(128);
    int next = 0;
    for (long frame = 0; frame < frames; frame++) {
      for (; next < notes.size() && notes.get(next).startStep() == frame; next++) {
        int pitch = notes.get(next).pitch();
        if (endFrames[pitch] == frame) {
          struckAgain[pitch] = frame;
        }
        endFrames[pitch] = notes.get(next).endStep();
        sounding.set(pitch);
      }
      for (int p = sounding.nextSetBit(0); p >= 0; p = sounding.nextSetBit(p + 1)) {
        if (endFrames[p] <= frame) {
          sounding.clear(p);
        } else {
          tokens.add((struckAgain[p] == frame ? FIRST_AGAIN : FIRST_NOTE) + p);
        }
      }
      tokens.add(NEXT_FRAME);
    }
    return tokens.add(Vocabulary.EOS).toArray();
  }

  /**
   * The tokens of frames that are given as such, empty ones included.
   *
   * @param frames pitches that sound, 0 to 127, in any order
   * @throws IllegalArgumentException if a pitch is out of range
   */
  public int[] tokens(List<int[]> frames) {
    TokenList tokens = new TokenList();
    for (int[] frame : frames) {
      TreeSet<Integer> pitches = new TreeSet<>();
      for (int pitch : frame) {
        if (pitch < 0 || pitch > 127) {
          throw new IllegalArgumentException(
              "a frame has the pitch " + pitch + "; pitches are from 0 to 127");
        }
        pitches.add(pitch);
      }
      pitches.forEach(pitch -> tokens.add(FIRST_NOTE + pitch));
      tokens.add(NEXT_FRAME);
    }
    return tokens.add(Vocabulary.EOS).toArray();
  }

  /**
   * Sums over the tokens of each frame: of their −ln p that of the frame, by the chain rule.
   *
   * @param tokens of frames, as {@link #tokens} gives them
   * @param ofTokens a number for each token
   * @return one for each frame; what belongs to EOS is left out
   */
  public static double[] frameSums(int[] tokens, double[] ofTokens) {
    double[] sums = new double[tokens.length];
    int frame = 0;
    for (int i = 0; i < tokens.length && tokens[i] != Vocabulary.EOS; i++) {
      sums[frame] += ofTokens[i];
      frame += tokens[i] == NEXT_FRAME ? 1 : 0;
    }
    return Arrays.copyOf(sums, frame);
  }

  @Override
  public TokenKind kind(int token) {
    if (isPitch(token)) {
      return TokenKind.PITCH;
    }
    return token == NEXT_FRAME ? TokenKind.TIME : TokenKind.ofSpecial(token);
  }

  @Override
  public int noteCount(int[] tokens) {
    return 1 + Arrays.stream(notes(tokens)).max().orElse(NoteTokens.NONE);
  }

  /** To a note belong its pitches in all frames in which it sounds. */
  @Override
  public NoteTokens noteTokens(Score score) {
    int[] tokens = encode(score).orThrow();
    int[] numbers = cut(place(score)).stream().mapToInt(GridNote::number).toArray();
    return NoteTokens.ofCharacters(tokens, notes(tokens), numbers);
  }

  private static int[] notes(int[] tokens) {
    int[] notes = new int[tokens.length];
    Arrays.fill(notes, NoteTokens.NONE);
    int[] before = new int[128];
    int[] now = new int[128];
    Arrays.fill(before, NoteTokens.NONE);
    Arrays.fill(now, NoteTokens.NONE);
    int begun = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (isPitch(tokens[i])) {
        int pitch = pitch(tokens[i]);
        boolean begins = tokens[i] >= FIRST_AGAIN || before[pitch] == NoteTokens.NONE;
        if (now[pitch] == NoteTokens.NONE) {
          now[pitch] = begins ? begun++ : before[pitch];
        }
        notes[i] = now[pitch];
      } else if (tokens[i] == NEXT_FRAME) {
        System.arraycopy(now, 0, before, 0, now.length);
        Arrays.fill(now, NoteTokens.NONE);
      }
    }
    return notes;
  }

  /** One instrument, in 4/4. */
  @Override
  public Score decode(int[] tokens, Rendering rendering) {
    List<Note> notes = new ArrayList<>();
    int ticksPerFrame = PPQ / spec.stepsPerQuarter();
    NoteSink sink =
        note ->
            notes.add(
                new Note(
                    note.startStep() * ticksPerFrame,
                    (note.endStep() - note.startStep()) * ticksPerFrame,
                    note.pitch(),
                    rendering.velocity()));
    FramesContext context = new FramesContext(spec.stepsPerQuarter(), sink);
    for (int i = 0; i < tokens.length && !context.ended(); i++) {
      context.accept(tokens[i]);
    }
    context.finish();
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, rendering.qpm())),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Track(
                rendering.name(),
                0,
                notes,
                List.of(new ChannelEvent.ProgramChange(0, rendering.program())))));
  }

  @Override
  public Fidelity fidelity(Score score) {
    List<GridNote> placed = place(score);
    // What is cut off are the last; silences that are shortened don't count.
    List<GridNote> kept = placed.subList(0, cut(placed).size());
    TempoMap tempoMap = score.tempoMap();
    return Fidelity.of(
        score.noteCount(),
        kept,
        tempoMap::microsAt,
        frame -> tempoMap.microsAt(frame * score.ppq() / spec.stepsPerQuarter()),
        OptionalDouble.empty());
  }

  @Override
  public int[] transpose(int[] tokens, int semitones) {
    return Arrays.stream(tokens)
        .map(
            token ->
                isPitch(token)
                    ? token - pitch(token) + Pitches.moved(pitch(token), semitones)
                    : token)
        .toArray();
  }

  @Override
  public int[] pitchRange(int[] tokens) {
    return Pitches.range(Arrays.stream(tokens).filter(FramesCodec::isPitch).map(t -> pitch(t)));
  }

  @Override
  public int[] instrumentRange() {
    return Pitches.piano();
  }
}
