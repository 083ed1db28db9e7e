package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesizerClockTest {
  private static final long SECOND = 1_000_000;

  /** Real time, which is over at once. */
  private static final class Real implements PlayClock {
    long micros = 77 * SECOND;

    @Override
    public long micros() {
      return micros;
    }

    @Override
    public void sleepUntil(long until) {
      micros = Math.max(micros, until) + 60;
    }

    long passed() {
      return micros - 77 * SECOND;
    }
  }

  private final Real real = new Real();

  /** A synthesizer's clock by what it shows after so many microseconds. */
  private SynthesizerClock clock(LongUnaryOperator position) {
    return new SynthesizerClock(() -> position.applyAsLong(real.passed()), real);
  }

  /** A device that fills its buffers and then renders a few at a time. */
  private static LongUnaryOperator device(long bufferMicros, long blockMicros, double pace) {
    return passed -> {
      long rendered = Math.min(passed * 20, (long) (passed * pace) + bufferMicros);
      return rendered / blockMicros * blockMicros;
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {7_000, 30_000, 100_000})
  void itSettlesWhenTheBuffersAreFull(long blockMicros) throws Exception {
    SynthesizerClock clock = clock(device(270_000, blockMicros, 1));
    assertThat(clock.settle()).isTrue();
    assertThat(real.passed()).isBetween(30_000L, 400_000L);
    long settled = clock.micros() - real.micros();
    real.micros += 3 * SECOND;
    assertThat(Math.abs(clock.micros() - real.micros() - settled)).isLessThan(blockMicros + 6_000);
  }

  @Test
  void aDeviceThatTakesNoSoundNeverSettles() throws Exception {
    assertThat(clock(passed -> 0).settle()).isFalse();
    assertThat(real.passed()).isLessThan(4 * SECOND);
  }

  /** The synthesizer has slept through a rest of three seconds, and forgets it for a moment. */
  @Test
  void itNeverGoesBack() throws Exception {
    SynthesizerClock clock =
        clock(passed -> passed > 4 * SECOND && passed < 4_020_000 ? passed - 3 * SECOND : passed);
    long before = 0;
    for (long until = 0; until < 5 * SECOND; until += 10_000) {
      clock.sleepUntil(until);
      assertThat(clock.micros()).isGreaterThanOrEqualTo(before);
      before = clock.micros();
    }
    assertThat(real.passed()).isLessThan(5_100_000);
  }

  private static void playFor(long micros, SynthesizerClock clock) throws InterruptedException {
    long end = clock.micros() + micros;
    while (clock.micros() < end) {
      clock.sleepUntil(end);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.995, 1, 1.005})
  void anHourOnADeviceThatIsNotQuiteExactIsNoLoss(double pace) {
    SynthesizerClock clock = clock(device(270_000, 30_000, pace));
    assertThatCode(() -> playFor(3600 * SECOND, clock)).doesNotThrowAnyException();
  }

  @Test
  void aPauseOfTheMachineIsNoLoss() {
    SynthesizerClock clock = clock(passed -> passed);
    assertThatCode(
            () -> {
              playFor(SECOND, clock);
              real.micros += 4 * SECOND;
              playFor(SECOND, clock);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aComputerThatWasAsleepHasLostNothing() {
    long[] asleep = {0};
    SynthesizerClock clock = clock(passed -> passed - asleep[0]);
    assertThatCode(
            () -> {
              playFor(SECOND, clock);
              asleep[0] = 3600 * SECOND;
              real.micros += asleep[0];
              playFor(SECOND, clock);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aDeviceThatStandsStillIsLost() throws Exception {
    SynthesizerClock clock = clock(passed -> Math.min(passed, SECOND));
    playFor(SECOND / 2, clock);
    assertThatThrownBy(() -> playFor(SECOND, clock)).isInstanceOf(DeviceLostException.class);
    assertThat(real.passed()).isBetween(2 * SECOND, 4 * SECOND);
  }

  /** Nothing holds up the synthesizer any more, and the rest of the piece is over in a moment. */
  @Test
  void aDeviceThatIsPulledOutIsLost() throws Exception {
    SynthesizerClock clock = clock(passed -> passed < SECOND ? passed : passed * 100);
    playFor(SECOND / 2, clock);
    assertThatThrownBy(() -> playFor(60 * SECOND, clock)).isInstanceOf(DeviceLostException.class);
    assertThat(real.passed()).isLessThan(2 * SECOND);
  }

  @Test
  void whoPlaysAlongIsTimedWithoutTheStepsOfTheSynthesizer() throws Exception {
    SynthesizerClock clock = clock(device(270_000, 30_000, 0.9999));
    clock.settle();
    playFor(SECOND, clock);
    PlayClock steady = clock.steady();
    long start = steady.micros() - real.micros;
    long before = 0;
    for (int i = 0; i < 20_000; i++) {
      real.micros += 311;
      long now = steady.micros();
      assertThat(now).isGreaterThanOrEqualTo(before);
      assertThat(Math.abs(now - real.micros - start)).isLessThan(1500);
      before = now;
    }
  }
}
