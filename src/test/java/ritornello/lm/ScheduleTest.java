package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.nn.Adam;
import ritornello.nn.AdamW;
import ritornello.nn.RmsProp;
import ritornello.nn.Sgd;
import ritornello.store.Json;

/** How the learning rate goes, and how it is stored how steps are taken. */
class ScheduleTest {
  private static double rate(Schedule schedule, long step, Double... losses) {
    return schedule.rate(
        0.8, new Schedule.Moment(step, Math.min(1, step / 1000.0), List.of(losses)));
  }

  @Test
  void itRisesInEqualStepsFirst() {
    for (Schedule schedule :
        List.of(new Schedule.Constant(4), new Schedule.Cosine(4, 0), new Schedule.Plateau(4, 1))) {
      assertThat(rate(schedule, 0)).isEqualTo(0.2);
      assertThat(rate(schedule, 2)).isCloseTo(0.6, within(1e-15));
      assertThat(rate(schedule, 3)).isEqualTo(0.8);
      assertThat(rate(schedule, 4)).isCloseTo(0.8, within(1e-4));
    }
    assertThat(rate(new Schedule.Constant(0), 0)).isEqualTo(0.8);
  }

  @Test
  void constantStaysAndACosineFalls() {
    assertThat(rate(new Schedule.Constant(4), 999)).isEqualTo(0.8);
    Schedule cosine = new Schedule.Cosine(4, 0.1);
    assertThat(rate(cosine, 500)).isCloseTo(0.8 * 0.55, within(1e-12));
    assertThat(rate(cosine, 1000)).isCloseTo(0.08, within(1e-12));
    assertThat(rate(cosine, 5000)).isCloseTo(0.08, within(1e-12));
    for (int step = 5; step <= 1000; step++) {
      assertThat(rate(cosine, step)).isLessThan(rate(cosine, step - 1));
    }
  }

  @Test
  void aPlateauHalvesItEachTimeThatSoManyEpochsWereNoBetter() {
    Schedule schedule = new Schedule.Plateau(0, 2);
    assertThat(rate(schedule, 9)).isEqualTo(0.8);
    assertThat(rate(schedule, 9, 3.0, 2.0, 1.0)).isEqualTo(0.8);
    assertThat(rate(schedule, 9, 3.0, 3.0)).isEqualTo(0.8);
    assertThat(rate(schedule, 9, 3.0, 3.0, 4.0)).isEqualTo(0.4);
    assertThat(rate(schedule, 9, 3.0, 3.0, 4.0, 3.5)).isEqualTo(0.4);
    assertThat(rate(schedule, 9, 3.0, 3.0, 4.0, 3.5, 3.1)).isEqualTo(0.2);
    assertThat(rate(schedule, 9, 3.0, 3.5, 2.9, 3.5, 2.8)).isEqualTo(0.8);
  }

  static Stream<Learning> learnings() {
    return Stream.of(
        Learning.AS_AT_FIRST,
        Learning.by(new Sgd(0.9, 0.1), new Schedule.Constant(3)),
        Learning.by(new RmsProp(0.1), new Schedule.Cosine(3, 0.2)),
        Learning.by(new Adam(0.1), new Schedule.Plateau(3, 2)),
        Learning.by(new AdamW(0.1), Schedule.Cosine.USUAL)
            .withClipValue(Optional.of(0.5))
            .withAverage(Optional.of(0.99))
            .withLabelSmoothing(Optional.of(0.1))
            .withAccumulate(Optional.of(4)));
  }

  private record Stored(Optional<Learning> learning) {}

  @ParameterizedTest
  @MethodSource("learnings")
  void whatIsStoredComesBack(Learning learning) throws IOException {
    Stored stored = new Stored(Optional.of(learning));
    assertThat(Json.read(Json.bytes(stored), "test", Stored.class)).isEqualTo(stored);
    assertThat(learning.optimiser()).isNotNull();
    assertThat(learning.scheduleOrCosine()).isNotNull();
  }

  @Test
  void optionsOfEarlierVersionsMeanWhatTheyMeant() throws IOException {
    String json =
        """
        {"seed": 1, "batch": 32, "window": 128, "learningRate": 0.004, "clipNorm": 1.0,
         "maxEpochs": 30, "patience": 8, "threads": 2, "augment": true}""";
    TrainingOptions options =
        Json.read(json.getBytes(StandardCharsets.UTF_8), "test", TrainingOptions.class);
    assertThat(options.learningOrFirst().optimiser()).isEqualTo(Adam.DEFAULT);
    Schedule.Moment middle = new Schedule.Moment(500, 0.5, List.of());
    assertThat(options.pace(middle, 1).rate()).isCloseTo(0.004 * 0.525, within(1e-12));
    assertThat(options.pace(middle, 0.5).rate()).isCloseTo(0.002 * 0.525, within(1e-12));
    assertThat(options.pace(middle, 1).clipValue()).isInfinite();
  }

  @Test
  void oneOptimizerIsAllThereMayBe() {
    String json = "{\"optimizer\": {}}";
    assertThatThrownBy(
            () -> Json.read(json.getBytes(StandardCharsets.UTF_8), "test", Learning.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("optimizer has 0 choices; it must be one");
  }
}
