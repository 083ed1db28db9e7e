package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreBarsTest {
  private static final int PPQ = 24;

  private static ScoreBars bars(TimeSignatureChange... changes) {
    return ScoreBars.of(
        new Score(PPQ, List.of(), List.of(changes), List.of(), List.of(), List.of()));
  }

  private static TimeSignatureChange change(long tick, String metre) {
    return new TimeSignatureChange(tick, TimeSignature.parse(metre));
  }

  @Test
  void withoutATimeSignatureBarsAreOfFourQuarters() {
    ScoreBars bars = bars();
    assertThat(bars.barAt(0)).isZero();
    assertThat(bars.barAt(95)).isZero();
    assertThat(bars.barAt(96)).isEqualTo(1);
    assertThat(bars.startTick(3)).isEqualTo(288);
  }

  @Test
  void aTimeSignatureInsideABarCutsItShort() {
    ScoreBars bars = bars(change(0, "4/4"), change(100, "3/4"));
    assertThat(bars.barAt(99)).isEqualTo(1);
    assertThat(bars.startTick(2)).isEqualTo(100);
    assertThat(bars.barAt(171)).isEqualTo(2);
    assertThat(bars.startTick(3)).isEqualTo(172);
  }

  @Test
  void ofTimeSignaturesOnOneTickTheLastCounts() {
    assertThat(bars(change(0, "4/4"), change(0, "6/8")).startTick(1)).isEqualTo(72);
  }

  @Test
  void aScoreOfAThousandYearsIsNoMatter() {
    assertThat(bars(change(0, "1/4")).barAt(1L << 60)).isEqualTo((1L << 60) / PPQ);
  }

  /** Bars counted one by one. */
  @Test
  void anyTimeSignaturesAreCountedRight() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 200; round++) {
      List<TimeSignatureChange> changes = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        changes.add(
            new TimeSignatureChange(
                random.nextInt(300), new TimeSignature(1 + random.nextInt(5), 4)));
      }
      changes.sort((a, b) -> Long.compare(a.tick(), b.tick()));
      ScoreBars bars = bars(changes.toArray(TimeSignatureChange[]::new));
      long bar = 0;
      long start = 0;
      for (long tick = 0; tick < 600; tick++) {
        long ticks = ticks(changes, start);
        long now = tick;
        boolean changed = changes.stream().anyMatch(change -> change.tick() == now);
        if (tick > start && (changed || tick - start == ticks)) {
          bar++;
          start = tick;
        }
        assertThat(bars.barAt(tick)).as("%s, tick %d", changes, tick).isEqualTo(bar);
        assertThat(bars.startTick(bar)).isEqualTo(start);
      }
    }
  }

  private static long ticks(List<TimeSignatureChange> changes, long tick) {
    TimeSignature inForce = TimeSignature.COMMON;
    for (TimeSignatureChange change : changes) {
      inForce = change.tick() <= tick ? change.timeSignature() : inForce;
    }
    return Math.round(inForce.quartersPerBar() * PPQ);
  }
}
