package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import ritornello.score.Bar;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

/**
 * Melodies as one token for each step of a grid.
 *
 * <p>A sequence is: a metre ({@code METRE_6/8}); a key ({@code KEY_+2} for two sharps) or UNK where
 * it is not known; then for each step one of {@code NOTE_60} (this note begins), {@code HOLD} (it
 * sounds on) and {@code REST}; and EOS, at a bar line. Notes are written without sharps and flats:
 * 60 is the tonic of the major key, D4 with two sharps and G4 with one, so that what a network
 * learns in one key it knows in all. Another metre may stand before the first step of a bar and
 * changes it from there on. Each melody is written in one way only: this is what {@link
 * Context#allows} allows, but for an unknown key, which is read and never invented.
 *
 * <p>Any other sequence is read so: what is missing is 4/4 and an unknown key; a hold of nothing is
 * a rest; a metre inside a bar, a second key, PAD and BOS, and an UNK in the music mean nothing.
 *
 * <p>The network sees at each step, as {@link #inputSizes} and {@link Context#inputs} have it:
 *
 * <ol>
 *   <li>the token before;
 *   <li>the coming step's place in its bar, in steps, 72 and more as one;
 *   <li>the number of its bar modulo 8, or 8 before the music; a first bar that begins with a rest
 *       is a pickup and bar 7, so that phrases are counted from the first full bar;
 *   <li>which phrase of eight bars that is, from 1 to 15, 15 and more as one; 0 before the first;
 *   <li>for each lookback L, by default 1, 2, 4 and 8, the note, hold or rest that stood L bars (of
 *       the metre in force) before the coming step, or PAD.
 * </ol>
 */
public final class MelodyCodec implements Codec {

  /** Its name in a {@link CodecSpec}. */
  public static final String NAME = "melody";

  private static final Vocabulary VOCABULARY = MelodyTokens.vocabulary();

  private final CodecSpec spec;
  private final boolean pickups;
  private final int[] stepsPerBar;
  private final int[] lookbackBars;

  /**
   * @throws IllegalArgumentException if the grid is neither 4 nor 12 steps a quarter note
   */
  public MelodyCodec(CodecSpec spec) {
    this(spec, true);
  }

  private MelodyCodec(CodecSpec spec, boolean pickups) {
    int steps = spec.stepsPerQuarter();
    if (steps != 4 && steps != 12) {
      throw new IllegalArgumentException(
          "the melody codec can't have "
              + steps
              + " steps a quarter note; choose 4 (sixteenth notes) or 12 (triplets as well)");
    }
    this.spec = spec;
    this.pickups = pickups;
    this.stepsPerBar =
        MelodyTokens.METRES.stream().mapToInt(m -> Melody.stepsPerBar(m, steps)).toArray();
    this.lookbackBars = spec.lookbackBars().stream().mapToInt(bars -> bars).toArray();
  }

  /**
   * The same for phrases that may stand in the middle of a piece: a rest at their beginning is no
   * pickup, so that their bars are counted from where they begin.
   */
  public MelodyCodec ofPhrases() {
    return new MelodyCodec(spec, false);
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
    IntStream positions =
        spec.positions()
            ? IntStream.of(
                MelodyContext.POSITIONS, MelodyContext.PHRASE_POSITIONS, MelodyContext.PHRASES)
            : IntStream.empty();
    IntStream lookbacks = IntStream.of(lookbackBars).map(bars -> MelodyTokens.SIZE);
    return IntStream.concat(IntStream.of(MelodyTokens.SIZE), IntStream.concat(positions, lookbacks))
        .toArray();
  }

  @Override
  public Context start() {
    return newContext();
  }

  private MelodyContext newContext() {
    return new MelodyContext(stepsPerBar, pickups, spec.positions(), lookbackBars);
  }

  @Override
  public Encoding encode(Score score) {
    MelodyFinding finding = new MelodyFinder(spec.stepsPerQuarter()).find(score);
    if (finding instanceof MelodyFinding.Found found) {
      Melody melody = found.melody();
      // Notes are relative to the key; so the likeliest is better than none.
      KeySignature key = melody.key().orElseGet(() -> KeyFinder.best(melody));
      return new Encoding.Encoded(encode(melody.withKey(Optional.of(key))), found.source());
    }
    return new Encoding.Rejected(((MelodyFinding.None) finding).reason());
  }

  @Override
  public TokenKind kind(int token) {
    return MelodyTokens.kind(token);
  }

  @Override
  public int noteCount(int[] tokens) {
    return (int) Arrays.stream(tokens).filter(MelodyTokens::isNote).count();
  }

  /** To a note belong its token and all holds and rests up to the next. */
  @Override
  public NoteTokens noteTokens(Score score) {
    int[] tokens = encode(score).orThrow();
    int[] notes = new int[tokens.length];
    int note = NoteTokens.NONE;
    for (int i = 0; i < tokens.length; i++) {
      note += MelodyTokens.isNote(tokens[i]) ? 1 : 0;
      notes[i] = MelodyTokens.isStep(tokens[i]) ? note : NoteTokens.NONE;
    }
    return NoteTokens.ofCharacters(tokens, notes, numbers(score));
  }

  private int[] numbers(Score score) {
    MelodyFinding.Found found =
        (MelodyFinding.Found) new MelodyFinder(spec.stepsPerQuarter()).find(score);
    int first = 0;
    for (int part = 0; part < found.part(); part++) {
      first += score.tracks().get(part).notes().size();
    }
    List<Note> part = score.tracks().get(found.part()).notes();
    int[] numbers = new int[found.notes().size()];
    int at = 0;
    for (int i = 0; i < numbers.length; i++) {
      Note note = found.notes().get(i);
      while (!isOf(part.get(at), note)) {
        at++;
      }
      // Of those that begin together on one key the last and longest is meant.
      while (at + 1 < part.size() && isOf(part.get(at + 1), note)) {
        at++;
      }
      numbers[i] = first + at;
    }
    return numbers;
  }

  private static boolean isOf(Note ofPart, Note ofMelody) {
    return ofPart.startTick() == ofMelody.startTick() && ofPart.pitch() == ofMelody.pitch();
  }

  @Override
  public Fidelity fidelity(Score score) {
    MelodyFinding finding = new MelodyFinder(spec.stepsPerQuarter()).find(score);
    if (finding instanceof MelodyFinding.Found found) {
      MelodyFinding.Quantising quantising = found.quantising();
      return new Fidelity(
          score.noteCount(),
          found.melody().notes().size(),
          quantising.moveMicros() / 1e3,
          quantising.farthestMoveMicros() / 1e3,
          OptionalDouble.empty());
    }
    return new Fidelity(score.noteCount(), 0, 0, 0, OptionalDouble.empty());
  }

  /**
   * The tokens of a melody, filled up to the bar line with rests, ending with EOS. A metre that has
   * no token is written as shorter bars.
   *
   * @throws IllegalArgumentException if the melody has another grid than this codec, or a metre
   *     whose bars are not a whole number of sixteenth notes
   */
  public int[] encode(Melody melody) {
    int[] open = tokens(melody, melody.endOfBars());
    int[] tokens = Arrays.copyOf(open, open.length + 1);
    tokens[open.length] = Vocabulary.EOS;
    return tokens;
  }

  /**
   * The tokens of a melody that is to be continued: they end where it ends, maybe inside a bar, and
   * without EOS.
   *
   * @throws IllegalArgumentException as {@link #encode(Melody)}
   */
  public int[] encodeSeed(Melody melody) {
    return tokens(melody, melody.lengthSteps());
  }

  /**
   * What a sequence begins with where metre and key are chosen, and the music is not. Where they
   * are left open nothing stands for them, and the model may choose; but a metre is needed before a
   * key, and then is 4/4.
   *
   * @throws IllegalArgumentException if the metre has no token
   */
  public int[] prefix(Optional<TimeSignature> metre, Optional<KeySignature> key) {
    if (metre.isEmpty() && key.isEmpty()) {
      return new int[0];
    }
    TimeSignature timeSignature = metre.orElse(TimeSignature.COMMON);
    int token = MelodyTokens.ofMetre(timeSignature);
    if (token == Vocabulary.UNK) {
      throw new IllegalArgumentException(
          "the model knows no "
              + timeSignature
              + "; choose one of "
              + MelodyTokens.METRES.stream().map(TimeSignature::toString).sorted().toList());
    }
    return IntStream.concat(IntStream.of(token), key.stream().mapToInt(MelodyTokens::ofKey))
        .toArray();
  }

  private int[] tokens(Melody melody, int endStep) {
    if (melody.stepsPerQuarter() != spec.stepsPerQuarter()) {
      throw new IllegalArgumentException(
          "a melody on "
              + melody.stepsPerQuarter()
              + " steps a quarter note is not for a codec of "
              + spec.stepsPerQuarter());
    }
    int key = melody.key().map(MelodyTokens::ofKey).orElse(Vocabulary.UNK);
    int[] steps = stepTokens(melody, endStep, key);
    TokenList tokens = new TokenList();
    int step = 0;
    TimeSignature timeSignature = melody.firstTimeSignature();
    List<Integer> parts = metreParts(timeSignature);
    int metre = parts.get(0);
    tokens.add(metre).add(key);
    for (Bar bar : melody.bars()) {
      if (!bar.timeSignature().equals(timeSignature)) {
        timeSignature = bar.timeSignature();
        parts = metreParts(timeSignature);
      }
      for (int part : parts) {
        if (part != metre && step < endStep) {
          tokens.add(part);
          metre = part;
        }
        int partEnd = Math.min(endStep, step + barSteps(part));
        while (step < partEnd) {
          tokens.add(steps[step++]);
        }
      }
    }
    return tokens.toArray();
  }

  private static int[] stepTokens(Melody melody, int endStep, int key) {
    int[] steps = new int[endStep];
    Arrays.fill(steps, MelodyTokens.REST);
    for (MelodyNote note : melody.notes()) {
      Arrays.fill(steps, note.startStep(), note.endStep(), MelodyTokens.HOLD);
      steps[note.startStep()] = MelodyTokens.ofPitch(note.pitch(), key);
    }
    return steps;
  }

  /**
   * A bar as tokens of metres that add up to it: its own; or, where it has none, equal parts, as
   * 9/8 twice for 18/8; or the longest that fit, one after the other.
   */
  private List<Integer> metreParts(TimeSignature metre) {
    for (int parts = 1; parts <= 4; parts++) {
      if (metre.numerator() % parts == 0) {
        int token =
            MelodyTokens.ofMetre(new TimeSignature(metre.numerator() / parts, metre.denominator()));
        if (token != Vocabulary.UNK) {
          return Collections.nCopies(parts, token);
        }
      }
    }
    return longestParts(metre);
  }

  private List<Integer> longestParts(TimeSignature metre) {
    List<Integer> parts = new ArrayList<>();
    int left = Melody.stepsPerBar(metre, spec.stepsPerQuarter());
    if (left % (spec.stepsPerQuarter() / 4) != 0) {
      throw new IllegalArgumentException(
          "a bar of " + metre + " is not a whole number of sixteenth notes");
    }
    while (left > 0) {
      int longest = MelodyTokens.FIRST_METRE;
      for (int token = MelodyTokens.FIRST_METRE; token < MelodyTokens.FIRST_KEY; token++) {
        boolean fits = barSteps(token) <= left;
        if (fits && (barSteps(token) > barSteps(longest) || barSteps(longest) > left)) {
          longest = token;
        }
      }
      parts.add(longest);
      left -= barSteps(longest);
    }
    return parts;
  }

  private int barSteps(int metreToken) {
    return stepsPerBar[metreToken - MelodyTokens.FIRST_METRE];
  }

  /**
   * The melody that a sequence stands for, up to its first EOS. Its key is a major one, for a token
   * holds the signature only.
   */
  public Melody decodeMelody(int[] tokens) {
    MelodyContext context = newContext();
    List<MelodyNote> notes = new ArrayList<>();
    List<Metre> metres = new ArrayList<>();
    int metre = Vocabulary.UNK;
    for (int i = 0; i < tokens.length && !context.ended(); i++) {
      int step = context.steps();
      context.accept(tokens[i]);
      if (context.steps() > step) {
        addStep(notes, step, context.latestStep(), context.keyToken());
        if (context.metre() != metre) {
          metre = context.metre();
          metres.add(new Metre(step, MelodyTokens.metre(metre)));
        }
      }
    }
    if (metres.isEmpty()) {
      metres.add(new Metre(0, MelodyTokens.metre(context.metre())));
    }
    Optional<KeySignature> key =
        Optional.of(context.keyToken()).filter(MelodyTokens::isKey).map(MelodyTokens::key);
    return new Melody(spec.stepsPerQuarter(), notes, metres, key, context.steps());
  }

  private static void addStep(List<MelodyNote> notes, int step, int token, int key) {
    if (MelodyTokens.isNote(token)) {
      notes.add(new MelodyNote(step, 1, MelodyTokens.pitch(token, key)));
    } else if (token == MelodyTokens.HOLD) {
      MelodyNote held = notes.remove(notes.size() - 1);
      notes.add(new MelodyNote(held.startStep(), held.lengthSteps() + 1, held.pitch()));
    }
  }

  @Override
  public Score decode(int[] tokens, Rendering rendering) {
    return decodeMelody(tokens)
        .toScore(rendering.name(), rendering.qpm(), rendering.program(), rendering.velocity());
  }

  /** Only the key changes, and the octave of what is written. */
  @Override
  public int[] transpose(int[] tokens, int semitones) {
    int key = key(tokens);
    int moved =
        semitones % 12 == 0 || key == Vocabulary.UNK
            ? key
            : MelodyTokens.ofKey(MelodyTokens.key(key).transpose(semitones));
    return Arrays.stream(tokens)
        .map(token -> token == key ? moved : transpose(token, semitones, key, moved))
        .toArray();
  }

  private static int transpose(int token, int semitones, int key, int movedKey) {
    if (!MelodyTokens.isNote(token)) {
      return token;
    }
    int pitch = Pitches.moved(MelodyTokens.pitch(token, key), semitones);
    return MelodyTokens.ofPitch(pitch, movedKey);
  }

  /** The key that is in force in a sequence, or UNK. */
  private int key(int[] tokens) {
    MelodyContext context = newContext();
    for (int i = 0; i < tokens.length && context.steps() == 0; i++) {
      context.accept(tokens[i]);
    }
    return context.keyToken();
  }

  /** Of a key. */
  @Override
  public OptionalInt shift(int token) {
    return MelodyTokens.isKey(token)
        ? OptionalInt.of(MelodyTokens.shift(token))
        : OptionalInt.empty();
  }

  @Override
  public boolean isKeyRelative() {
    return true;
  }

  @Override
  public int[] pitchRange(int[] tokens) {
    int key = key(tokens);
    return Pitches.range(
        Arrays.stream(tokens)
            .takeWhile(token -> token != Vocabulary.EOS)
            .filter(MelodyTokens::isNote)
            .map(note -> MelodyTokens.pitch(note, key)));
  }
}
