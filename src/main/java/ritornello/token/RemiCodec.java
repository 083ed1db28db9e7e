package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import ritornello.score.BarLines;
import ritornello.score.Grid;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;
import ritornello.score.TimeSignature;

/**
 * Music of several instruments in bars and beats, after Huang and Yang, "Pop Music Transformer"
 * (2020): {@code BAR_4/4}, {@code POSITION_0} in steps of the grid, {@code TEMPO_120}, {@code
 * VOICE_0} (General MIDI program) or {@code VOICE_DRUMS}, {@code VELOCITY_62}, {@code PITCH_60}
 * with its {@code DURATION_12}, {@code DRUM_36} without.
 *
 * <p>Quantising: notes begin at the nearest step, and their lengths are rounded to those that have
 * a token: all steps up to a half note, sixteenths up to two bars of 4/4, quarter notes up to four;
 * longer ones are cut. The sustain pedal is folded into them. A note ends where its key is struck
 * again; of notes of a key that begin at one step the longest stays. Bars are the score's, moved to
 * sixteenth notes; one whose metre has no token becomes bars of 4/4 and what is left. Bars before
 * the first note go, and of empty ones in a row four stay. Tempos are those in force where a note
 * begins, to the nearest of twelve in an octave. Velocities are as {@link VelocityBins} has it. Of
 * more than 15 instruments the least used are played by the most used.
 *
 * <p>Each such piece is written in one way only, which is what {@link Context#allows} allows: in a
 * bar by position, at a position by voice, of a voice by pitch; tempo, voice and velocity only
 * where they change.
 *
 * <p>Any other sequence is read so: what stands before the first bar means nothing, nor does a
 * position outside the bar; a pitch without a duration lasts a step; voice is 0 and velocity 62
 * until one is given; EOS ends all; PAD, BOS and UNK mean nothing.
 */
public final class RemiCodec implements Codec {

  /** Its name in a {@link CodecSpec}. */
  public static final String NAME = "remi";

  /** Empty bars in a row. */
  static final int MOST_EMPTY_BARS = 4;

  /** Voices without the drums: MIDI has no more channels. */
  static final int MOST_VOICES = 15;

  /** What begins after so many steps is cut off, so that no file fills the memory. */
  private static final int MOST_STEPS = 1 << 22;

  private static final int PPQ = 480;
  private static final int SIXTEENTHS_OF_COMMON = 16;

  private final CodecSpec spec;
  private final int stepsPerQuarter;
  private final RemiTokens tokens;
  private final Vocabulary vocabulary;

  /**
   * @throws IllegalArgumentException if the grid is not 4 or 12 steps a quarter note, or the spec
   *     has positions or lookbacks
   */
  public RemiCodec(CodecSpec spec) {
    if (spec.stepsPerQuarter() != 4 && spec.stepsPerQuarter() != 12) {
      throw new IllegalArgumentException(
          "a grid of " + spec.stepsPerQuarter() + " steps a quarter note; it must be 4 or 12");
    }
    spec.refuseExtraInputs();
    this.spec = spec;
    this.stepsPerQuarter = spec.stepsPerQuarter();
    this.tokens = new RemiTokens(stepsPerQuarter);
    this.vocabulary = tokens.vocabulary();
  }

  @Override
  public CodecSpec spec() {
    return spec;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] inputSizes() {
    return new int[] {vocabulary.size()};
  }

  @Override
  public Context start() {
    return new RemiContext(tokens, stepsPerQuarter, RemiSink.NONE);
  }

  @Override
  public Encoding encode(Score score) {
    List<GridNote> placed = place(score);
    if (placed.isEmpty()) {
      return new Encoding.Rejected("no notes");
    }
    List<Bar> bars = bars(score, placed);
    int kept = bars.stream().mapToInt(bar -> bar.notes().size()).sum();
    String source = Parts.all(score, kept, placed.size() - kept);
    return new Encoding.Encoded(write(score, bars), source);
  }

  /** One of each key at a step, by {@link GridNote#ORDER}. */
  private List<GridNote> place(Score score) {
    LongUnaryOperator step = tick -> Grid.round(tick, score.ppq(), stepsPerQuarter);
    return GridNotes.untangle(withChannels(GridNotes.ofAll(score, step, tokens.longestDuration())));
  }

  /** With no more voices than there are channels. */
  private static List<GridNote> withChannels(List<GridNote> notes) {
    int[] counts = new int[Voices.COUNT];
    notes.forEach(note -> counts[note.voice()]++);
    List<Integer> byUse =
        IntStream.range(0, Voices.DRUMS)
            .filter(voice -> counts[voice] > 0)
            .boxed()
            .sorted(Comparator.comparing((Integer voice) -> -counts[voice]))
            .toList();
    if (byUse.size() <= MOST_VOICES) {
      return notes;
    }
    Set<Integer> others = Set.copyOf(byUse.subList(MOST_VOICES, byUse.size()));
    return notes.stream()
        .map(note -> others.contains(note.voice()) ? note.by(byUse.get(0)) : note)
        .toList();
  }

  /**
   * A bar of what is written.
   *
   * @param start its first step there
   * @param shift how much later it is in the score
   * @param notes that begin in it, still where the score has them
   */
  private record Bar(long start, long shift, TimeSignature metre, List<GridNote> notes) {}

  private record BarLine(long start, long end, TimeSignature metre) {}

  private List<Bar> bars(Score score, List<GridNote> notes) {
    BarLines lines = BarLines.asWritten(score, stepsPerQuarter);
    List<Bar> bars = new ArrayList<>();
    BarLine line = lineAt(lines, notes.get(0).startStep());
    long shift = line.start();
    bars.add(new Bar(0, shift, line.metre(), new ArrayList<>()));
    for (GridNote note : notes) {
      for (int empty = 0; note.startStep() >= line.end(); empty++) {
        BarLine next = lineAt(lines, line.end());
        if (empty == MOST_EMPTY_BARS && note.startStep() >= next.end()) {
          BarLine there = lineAt(lines, note.startStep());
          shift += there.start() - next.start();
          next = there;
        }
        line = next;
        bars.add(new Bar(line.start() - shift, shift, line.metre(), new ArrayList<>()));
      }
      if (note.startStep() - shift >= MOST_STEPS) {
        break;
      }
      bars.get(bars.size() - 1).notes().add(note);
    }
    while (bars.get(bars.size() - 1).notes().isEmpty()) {
      bars.remove(bars.size() - 1);
    }
    return bars;
  }

  /** The bar of the score, or the part of it that has a token. */
  private BarLine lineAt(BarLines lines, long step) {
    BarLines.ScoreBar bar = lines.barAt(step);
    if (MelodyTokens.INDEX_OF_METRE.containsKey(bar.timeSignature())) {
      return new BarLine(bar.start(), bar.end(), bar.timeSignature());
    }
    long common = 4L * stepsPerQuarter;
    long start = step - (step - bar.start()) % common;
    long end = Math.min(bar.end(), start + common);
    int sixteenths = (int) ((end - start) * 4 / stepsPerQuarter);
    TimeSignature metre =
        sixteenths == SIXTEENTHS_OF_COMMON
            ? TimeSignature.COMMON
            : new TimeSignature(sixteenths, 16);
    return new BarLine(start, end, metre);
  }

  private int[] write(Score score, List<Bar> bars) {
    int[] durations = durations(bars);
    TokenList ids = new TokenList();
    TempoMap.Cursor cursor = score.tempoMap().cursor();
    int microsPerQuarter = 0;
    int tempo = -1;
    int voice = -1;
    int velocity = -1;
    int written = 0;
    for (Bar bar : bars) {
      ids.add(RemiTokens.FIRST_BAR + MelodyTokens.INDEX_OF_METRE.get(bar.metre()));
      long position = -1;
      for (GridNote note : bar.notes()) {
        if (note.startStep() - bar.shift() - bar.start() != position) {
          position = note.startStep() - bar.shift() - bar.start();
          ids.add(RemiTokens.FIRST_POSITION + (int) position);
          TempoChange change = cursor.tempoAt(note.tick());
          if (change.microsPerQuarter() != microsPerQuarter) {
            microsPerQuarter = change.microsPerQuarter();
            tempo = add(ids, tokens.firstTempo, RemiTokens.tempoBin(change.qpm()), tempo);
          }
        }
        voice = add(ids, tokens.firstVoice, note.voice(), voice);
        velocity = add(ids, tokens.firstVelocity, VelocityBins.of(note.velocity()), velocity);
        boolean drums = voice == Voices.DRUMS;
        ids.add((drums ? tokens.firstDrum : tokens.firstPitch) + note.pitch());
        if (!drums) {
          ids.add(durations[written]);
        }
        written++;
      }
    }
    return ids.add(Vocabulary.EOS).toArray();
  }

  /** Adds a token where something is not as it was; gives what it is. */
  private static int add(TokenList ids, int first, int now, int before) {
    if (now != before) {
      ids.add(first + now);
    }
    return now;
  }

  /** The tokens of all notes' lengths, each so that it ends before its key is struck again. */
  private int[] durations(List<Bar> bars) {
    int count = bars.stream().mapToInt(bar -> bar.notes().size()).sum();
    int[] durations = new int[count];
    long[][] struckAtOfVoice = new long[Voices.COUNT][];
    for (int i = bars.size() - 1; i >= 0; i--) {
      Bar bar = bars.get(i);
      for (int j = bar.notes().size() - 1; j >= 0; j--) {
        GridNote note = bar.notes().get(j);
        long[] struckAt = struckAtOfVoice[note.voice()];
        if (struckAt == null) {
          struckAt = new long[128];
          Arrays.fill(struckAt, Long.MAX_VALUE);
          struckAtOfVoice[note.voice()] = struckAt;
        }
        long start = note.startStep() - bar.shift();
        long room = struckAt[note.pitch()] - start;
        durations[--count] = tokens.ofSteps(note.endStep() - note.startStep(), room);
        struckAt[note.pitch()] = start;
      }
    }
    return durations;
  }

  @Override
  public TokenKind kind(int token) {
    return tokens.kind(token);
  }

  @Override
  public int noteCount(int[] ids) {
    return (int) Arrays.stream(ids).filter(id -> tokens.isPitch(id) || tokens.isDrum(id)).count();
  }

  /**
   * To a note belong its pitch and its duration, and the bars, position, voice and velocity that
   * stand before it; but no tempo.
   */
  @Override
  public NoteTokens noteTokens(Score score) {
    int[] ids = encode(score).orThrow();
    int[] notes = new int[ids.length];
    int note = 0;
    for (int i = 0; i < ids.length; i++) {
      boolean leads = !tokens.isTempo(ids[i]) && ids[i] != Vocabulary.EOS;
      boolean after = tokens.isDuration(ids[i]);
      notes[i] = leads ? note - (after ? 1 : 0) : NoteTokens.NONE;
      note += tokens.isPitch(ids[i]) || tokens.isDrum(ids[i]) ? 1 : 0;
    }
    int[] numbers =
        bars(score, place(score)).stream()
            .flatMap(bar -> bar.notes().stream())
            .mapToInt(GridNote::number)
            .toArray();
    return NoteTokens.ofCharacters(ids, notes, numbers);
  }

  /** With its own tempos, velocities and instruments. */
  @Override
  public Score decode(int[] ids, Rendering rendering) {
    RemiScore music = new RemiScore(PPQ, PPQ / stepsPerQuarter);
    RemiContext context = new RemiContext(tokens, stepsPerQuarter, music);
    for (int i = 0; i < ids.length && !context.ended(); i++) {
      context.accept(ids[i]);
    }
    context.finish();
    return music.score(rendering.name());
  }

  @Override
  public Fidelity fidelity(Score score) {
    List<GridNote> placed = place(score);
    if (placed.isEmpty()) {
      return Fidelity.of(score.noteCount(), placed, t -> 0, s -> 0, Fidelity.binned(placed));
    }
    List<GridNote> kept = bars(score, placed).stream().flatMap(b -> b.notes().stream()).toList();
    TempoMap tempoMap = score.tempoMap();
    return Fidelity.of(
        score.noteCount(),
        kept,
        tempoMap::microsAt,
        step -> tempoMap.microsAt(step * score.ppq() / stepsPerQuarter),
        Fidelity.binned(kept));
  }

  @Override
  public int[] transpose(int[] ids, int semitones) {
    return Arrays.stream(ids)
        .map(
            id ->
                tokens.isPitch(id)
                    ? tokens.firstPitch + Pitches.moved(id - tokens.firstPitch, semitones)
                    : id)
        .toArray();
  }

  @Override
  public int[] pitchRange(int[] ids) {
    return Pitches.range(
        Arrays.stream(ids).filter(tokens::isPitch).map(id -> id - tokens.firstPitch));
  }

  /** By changing the tempos, to the nearest that have a token. */
  @Override
  public int[] stretch(int[] ids, double factor) {
    int bins = (int) -Math.round(RemiTokens.TEMPOS_TO_DOUBLE * Math.log(factor) / Math.log(2));
    boolean fits =
        Arrays.stream(ids)
            .filter(tokens::isTempo)
            .map(id -> id - tokens.firstTempo + bins)
            .allMatch(bin -> bin >= 0 && bin < RemiTokens.TEMPOS);
    return fits
        ? Arrays.stream(ids).map(id -> tokens.isTempo(id) ? id + bins : id).toArray()
        : ids.clone();
  }

  @Override
  public int[] velocityRange(int[] ids) {
    return VelocityBins.range(ids, tokens.firstVelocity);
  }

  @Override
  public int velocities() {
    return VelocityBins.COUNT;
  }

  @Override
  public int[] louder(int[] ids, int velocities) {
    return VelocityBins.louder(ids, tokens.firstVelocity, velocities);
  }

  @Override
  public int[] instrumentRange() {
    return Pitches.piano();
  }
}
