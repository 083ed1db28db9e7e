package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All steps of a training, in a few points. */
class CourseTest {

  private static Course of(int steps) {
    Course course = Course.START;
    for (int i = 1; i <= steps; i++) {
      course = course.with(i / 100.0, 1.0 / i, i % 7, 3.0 * i, 10);
    }
    return course;
  }

  @Test
  void aFewStepsAreAPointEach() {
    List<Course.Point> points = of(3).points();
    assertThat(points)
        .containsExactly(
            new Course.Point(0.01, 1, 1, 1, 1, 3, 10),
            new Course.Point(0.02, 1, 0.5, 2, 2, 6, 10),
            new Course.Point(0.03, 1, 1.0 / 3, 3, 3, 9, 10));
    assertThat(points.get(2).meanLoss()).isCloseTo(0.9, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"256,1,256", "257,2,129", "512,2,256", "513,4,129", "100000,512,196"})
  void manyStepsShareTheirPoints(int steps, int stepsAPoint, int points) {
    Course course = of(steps);
    assertThat(course.stepsAPoint()).isEqualTo(stepsAPoint);
    assertThat(course.points()).hasSize(points);
    int last = points - 1;
    assertThat(course.points().subList(0, last)).allMatch(point -> point.steps() == stepsAPoint);
    assertThat(course.points().get(last).epochs()).isEqualTo(steps / 100.0);
    assertThat(course.points().get(last).rate()).isEqualTo(1.0 / steps);
    assertThat(course.points().stream().mapToInt(Course.Point::steps).sum()).isEqualTo(steps);
    double loss = course.points().stream().mapToDouble(Course.Point::lossSum).sum();
    assertThat(loss).isCloseTo(3.0 * steps * (steps + 1) / 2, within(1e-9 * loss));
    long targets = course.points().stream().mapToLong(Course.Point::targets).sum();
    assertThat(targets).isEqualTo(10L * steps);
    Course.Point first = course.points().get(0);
    assertThat(first.largestNorm()).isEqualTo(Math.min(stepsAPoint, 6));
    assertThat(first.meanNorm()).isLessThanOrEqualTo(first.largestNorm());
  }
}
