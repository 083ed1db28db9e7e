package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;

/** The REMI codec's vocabulary: which id means what. Never changes, for models are kept. */
final class RemiTokens {
  /** Metres that have a token. */
  static final List<TimeSignature> METRES = MelodyTokens.METRES;

  /** The longest bars that have a token are of 8/4. */
  private static final int MOST_QUARTERS_OF_BAR = 8;

  static final int TEMPOS = 60;
  private static final double SLOWEST_QPM = 20;
  static final int TEMPOS_TO_DOUBLE = 12;

  static final int FIRST_BAR = Vocabulary.SPECIAL.size();
  static final int FIRST_POSITION = FIRST_BAR + METRES.size();

  final int firstTempo;
  final int firstVoice;
  final int firstVelocity;
  final int firstPitch;
  final int firstDrum;
  final int firstDuration;
  final int size;

  /** Steps of each duration token, rising. */
  private final int[] durations;

  private final int positions;

  /**
   * @param stepsPerQuarter a multiple of 4
   */
  RemiTokens(int stepsPerQuarter) {
    positions = MOST_QUARTERS_OF_BAR * stepsPerQuarter;
    durations = durations(stepsPerQuarter);
    firstTempo = FIRST_POSITION + positions;
    firstVoice = firstTempo + TEMPOS;
    firstVelocity = firstVoice + Voices.COUNT;
    firstPitch = firstVelocity + VelocityBins.COUNT;
    firstDrum = firstPitch + 128;
    firstDuration = firstDrum + 128;
    size = firstDuration + durations.length;
  }

  /** Each step up to a half note, each sixteenth up to 8 quarter notes, each quarter up to 16. */
  private static int[] durations(int stepsPerQuarter) {
    IntStream steps = IntStream.rangeClosed(1, 2 * stepsPerQuarter);
    IntStream sixteenths = IntStream.rangeClosed(9, 32).map(n -> n * stepsPerQuarter / 4);
    IntStream quarters = IntStream.rangeClosed(9, 16).map(n -> n * stepsPerQuarter);
    return IntStream.concat(steps, IntStream.concat(sixteenths, quarters)).toArray();
  }

  /**
   * As {@code BAR_4/4}, {@code POSITION_0}, {@code TEMPO_120} in quarter notes a minute, {@code
   * VOICE_0} by General MIDI program, {@code VOICE_DRUMS}, {@code VELOCITY_62}, {@code PITCH_60},
   * {@code DRUM_36}, {@code DURATION_12} in steps.
   */
  Vocabulary vocabulary() {
    List<String> names = new ArrayList<>(Vocabulary.SPECIAL);
    METRES.forEach(metre -> names.add("BAR_" + metre));
    IntStream.range(0, positions).forEach(position -> names.add("POSITION_" + position));
    for (int bin = 0; bin < TEMPOS; bin++) {
      names.add("TEMPO_" + Math.round(qpm(bin)) + (isShared(bin) ? "+" : ""));
    }
    IntStream.range(0, Voices.DRUMS).forEach(program -> names.add("VOICE_" + program));
    names.add("VOICE_DRUMS");
    for (int bin = 0; bin < VelocityBins.COUNT; bin++) {
      names.add("VELOCITY_" + VelocityBins.velocity(bin));
    }
    IntStream.range(0, 128).forEach(pitch -> names.add("PITCH_" + pitch));
    IntStream.range(0, 128).forEach(drum -> names.add("DRUM_" + drum));
    Arrays.stream(durations).forEach(steps -> names.add("DURATION_" + steps));
    return new Vocabulary(names);
  }

  private static boolean isShared(int bin) {
    return bin > 0 && Math.round(qpm(bin)) == Math.round(qpm(bin - 1));
  }

  static boolean isBar(int token) {
    return token >= FIRST_BAR && token < FIRST_POSITION;
  }

  boolean isPosition(int token) {
    return token >= FIRST_POSITION && token < firstTempo;
  }

  boolean isTempo(int token) {
    return token >= firstTempo && token < firstVoice;
  }

  boolean isVoice(int token) {
    return token >= firstVoice && token < firstVelocity;
  }

  boolean isVelocity(int token) {
    return token >= firstVelocity && token < firstPitch;
  }

  boolean isPitch(int token) {
    return token >= firstPitch && token < firstDrum;
  }

  boolean isDrum(int token) {
    return token >= firstDrum && token < firstDuration;
  }

  boolean isDuration(int token) {
    return token >= firstDuration && token < size;
  }

  TokenKind kind(int token) {
    if (token < FIRST_BAR) {
      return TokenKind.ofSpecial(token);
    } else if (isBar(token)) {
      return TokenKind.BAR;
    } else if (isPosition(token)) {
      return TokenKind.POSITION;
    } else if (isTempo(token)) {
      return TokenKind.TEMPO;
    } else if (isVoice(token)) {
      return TokenKind.VOICE;
    } else if (isVelocity(token)) {
      return TokenKind.VELOCITY;
    } else if (isPitch(token)) {
      return TokenKind.PITCH;
    }
    return isDrum(token) ? TokenKind.DRUM : TokenKind.DURATION;
  }

  static TimeSignature metre(int bar) {
    return METRES.get(bar - FIRST_BAR);
  }

  int steps(int duration) {
    return durations[duration - firstDuration];
  }

  int longestDuration() {
    return durations[durations.length - 1];
  }

  /** The token of the duration that is nearest to so many steps and not longer than the room. */
  int ofSteps(long steps, long room) {
    int at = Arrays.binarySearch(durations, (int) Math.min(steps, longestDuration()));
    int nearest = at >= 0 ? at : -at - 1;
    if (nearest > 0 && steps - durations[nearest - 1] < durations[nearest] - steps) {
      nearest--;
    }
    while (nearest > 0 && durations[nearest] > room) {
      nearest--;
    }
    return firstDuration + nearest;
  }

  private static double qpm(int bin) {
    return SLOWEST_QPM * Math.pow(2, bin / (double) TEMPOS_TO_DOUBLE);
  }

  static TempoChange tempo(long tick, int bin) {
    return TempoChange.ofQpm(tick, qpm(bin));
  }

  /** The bin that is nearest to a tempo, by their ratio. */
  static int tempoBin(double qpm) {
    long bin = Math.round(TEMPOS_TO_DOUBLE * Math.log(qpm / SLOWEST_QPM) / Math.log(2));
    return (int) Math.max(0, Math.min(TEMPOS - 1, bin));
  }
}
