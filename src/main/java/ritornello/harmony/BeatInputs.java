package ritornello.harmony;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.TimeSignature;

/**
 * What the network sees of a beat, as rows that it looks up and adds: what is heard at each place
 * of it, how much of it each degree takes, and where the beat is: in its bar, from the beginning
 * and from the end of the tune.
 */
final class BeatInputs {
  private static final int PLACES = HeardBeat.SIMPLE_PLACES + HeardBeat.COMPOUND_PLACES;
  private static final int AT_A_PLACE = HeardBeat.DEGREES + 1;

  /** A degree takes up to so many fourths of a beat. */
  private static final int SHARES = 4;

  private static final int MOST_BEATS = 12;
  private static final int PHRASE_BARS = 8;
  private static final int MODES = 2;

  private static final List<TimeSignature> METRES =
      Stream.of("2/2", "2/4", "3/4", "4/4", "3/2", "3/8", "6/8", "9/8", "12/8")
          .map(TimeSignature::parse)
          .toList();

  private static final int SHARES_AT = PLACES * AT_A_PLACE;
  private static final int METRE_AT = SHARES_AT + SHARES * HeardBeat.DEGREES;
  private static final int BEAT_AT = METRE_AT + METRES.size() + 1;
  private static final int BAR_AT = BEAT_AT + MOST_BEATS;
  private static final int BARS_LEFT_AT = BAR_AT + PHRASE_BARS;
  private static final int PHRASE_AT = BARS_LEFT_AT + PHRASE_BARS;
  private static final int MODE_AT = PHRASE_AT + PHRASE_BARS;

  /** How many rows there are. */
  static final int COUNT = MODE_AT + MODES;

  private final int firstFullBar;
  private final int lastBar;
  private final int mode;

  private BeatInputs(Melody melody, KeySignature key, int lastBar) {
    boolean pickup = !melody.notes().isEmpty() && melody.notes().get(0).startStep() > 0;
    this.firstFullBar = pickup ? 1 : 0;
    this.lastBar = lastBar;
    this.mode = key.minor() ? 1 : 0;
  }

  /** The rows of each beat. */
  static List<int[]> of(Melody melody, KeySignature key) {
    List<HeardBeat> heard = HeardBeat.of(melody, key);
    int lastBar = heard.isEmpty() ? 0 : heard.get(heard.size() - 1).beat().bar();
    BeatInputs inputs = new BeatInputs(melody, key, lastBar);
    return heard.stream().map(inputs::rows).toList();
  }

  private int[] rows(HeardBeat heard) {
    IntStream.Builder rows = IntStream.builder();
    Beat beat = heard.beat();
    int firstPlace = beat.metre().isCompound() ? HeardBeat.SIMPLE_PLACES : 0;
    for (int place = 0; place < heard.places().size(); place++) {
      rows.add((firstPlace + place) * AT_A_PLACE + heard.places().get(place));
    }
    for (int degree = 0; degree < HeardBeat.DEGREES; degree++) {
      int fourths = (int) Math.ceil(heard.shares()[degree] * SHARES - 1e-9);
      if (fourths > 0) {
        rows.add(SHARES_AT + (Math.min(SHARES, fourths) - 1) * HeardBeat.DEGREES + degree);
      }
    }
    int metre = METRES.indexOf(beat.metre());
    int bar = beat.bar() - firstFullBar;
    int phrase = Math.max(0, Math.min(PHRASE_BARS - 1, Math.floorDiv(bar, PHRASE_BARS)));
    rows.add(METRE_AT + (metre < 0 ? METRES.size() : metre));
    rows.add(BEAT_AT + Math.min(MOST_BEATS - 1, beat.inBar()));
    rows.add(BAR_AT + Math.floorMod(bar, PHRASE_BARS));
    rows.add(BARS_LEFT_AT + (lastBar - beat.bar()) % PHRASE_BARS);
    rows.add(PHRASE_AT + phrase);
    rows.add(MODE_AT + mode);
    return rows.build().toArray();
  }
}
