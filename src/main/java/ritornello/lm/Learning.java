package ritornello.lm;

import java.util.Optional;
import java.util.stream.Stream;
import ritornello.nn.Adam;
import ritornello.nn.AdamW;
import ritornello.nn.LearnerOptions;
import ritornello.nn.Optimiser;
import ritornello.nn.RmsProp;
import ritornello.nn.Sgd;

/**
 * How steps of learning are taken, as it is stored with a model. What is not there is as it was
 * before it could be chosen.
 *
 * @param optimizer by which parameters follow their gradients: Adam if not given
 * @param schedule of the learning rate: warm-up and cosine if not given
 * @param clipValue largest element of a gradient, if that is limited
 * @param average share of the moving average of the weights that each step leaves as it was, if the
 *     average is what is measured and kept
 * @param labelSmoothing share of the wanted probability that is spread over all tokens, if it is
 * @param accumulate windows whose gradients are added up for each step, if not 1
 */
public record Learning(
    Optional<OptimizerChoice> optimizer,
    Optional<ScheduleChoice> schedule,
    Optional<Double> clipValue,
    Optional<Double> average,
    Optional<Double> labelSmoothing,
    Optional<Integer> accumulate) {
  static final Learning AS_AT_FIRST =
      new Learning(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Learning {
    clipValue.ifPresent(
        limit -> {
          if (!(limit > 0)) {
            throw new IllegalArgumentException("clip value is " + limit + "; it must be above 0");
          }
        });
    average.ifPresent(share -> checkShare("share of the average of weights", share));
    labelSmoothing.ifPresent(share -> checkShare("label smoothing", share));
    accumulate.ifPresent(
        windows -> {
          if (windows < 1) {
            throw new IllegalArgumentException(
                "number of windows for a step is " + windows + "; it must be 1 or more");
          }
        });
  }

  private static void checkShare(String what, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          what + " is " + share + "; it must be more than 0 and less than 1");
    }
  }

  /** With these, and nothing else. */
  public static Learning by(Optimiser optimiser, Schedule schedule) {
    return new Learning(
        Optional.of(OptimizerChoice.of(optimiser)),
        Optional.of(ScheduleChoice.of(schedule)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with this largest element of a gradient. */
  public Learning withClipValue(Optional<Double> limit) {
    return new Learning(optimizer, schedule, limit, average, labelSmoothing, accumulate);
  }

  /** The same with this average of the weights. */
  public Learning withAverage(Optional<Double> share) {
    return new Learning(optimizer, schedule, clipValue, share, labelSmoothing, accumulate);
  }

  /** The same with this label smoothing. */
  public Learning withLabelSmoothing(Optional<Double> share) {
    return new Learning(optimizer, schedule, clipValue, average, share, accumulate);
  }

  /** The same with gradients of so many windows for each step. */
  public Learning withAccumulate(Optional<Integer> windows) {
    return new Learning(optimizer, schedule, clipValue, average, labelSmoothing, windows);
  }

  /** What the learner needs to know of it. */
  LearnerOptions learnerOptions() {
    return new LearnerOptions(optimiser(), average.orElse(0.0), labelSmoothing.orElse(0.0));
  }

  int windowsForStep() {
    return accumulate.orElse(1);
  }

  /** By which parameters follow their gradients. */
  public Optimiser optimiser() {
    return optimizer.map(OptimizerChoice::chosen).orElse(Adam.DEFAULT);
  }

  /** Of the learning rate. */
  public Schedule scheduleOrCosine() {
    return schedule.map(ScheduleChoice::chosen).orElse(Schedule.Cosine.USUAL);
  }

  /** One of them: what stands in {@code training.json}. */
  public record OptimizerChoice(
      Optional<Sgd> sgd, Optional<RmsProp> rmsprop, Optional<Adam> adam, Optional<AdamW> adamw) {
    public OptimizerChoice {
      checkOne("optimizer", sgd, rmsprop, adam, adamw);
    }

    static OptimizerChoice of(Optimiser optimiser) {
      return new OptimizerChoice(
          as(Sgd.class, optimiser),
          as(RmsProp.class, optimiser),
          as(Adam.class, optimiser),
          as(AdamW.class, optimiser));
    }

    Optimiser chosen() {
      return only(sgd, rmsprop, adam, adamw);
    }
  }

  /** One of them: what stands in {@code training.json}. */
  public record ScheduleChoice(
      Optional<Schedule.Constant> constant,
      Optional<Schedule.Cosine> cosine,
      Optional<Schedule.Plateau> plateau) {
    public ScheduleChoice {
      checkOne("schedule", constant, cosine, plateau);
    }

    static ScheduleChoice of(Schedule schedule) {
      return new ScheduleChoice(
          as(Schedule.Constant.class, schedule),
          as(Schedule.Cosine.class, schedule),
          as(Schedule.Plateau.class, schedule));
    }

    Schedule chosen() {
      return only(constant, cosine, plateau);
    }
  }

  private static void checkOne(String what, Optional<?>... choices) {
    long count = Stream.of(choices).filter(Optional::isPresent).count();
    if (count != 1) {
      throw new IllegalArgumentException(what + " has " + count + " choices; it must be one");
    }
  }

  private static <T> Optional<T> as(Class<T> type, Object value) {
    return Optional.of(value).filter(type::isInstance).map(type::cast);
  }

  @SafeVarargs
  private static <T> T only(Optional<? extends T>... choices) {
    for (Optional<? extends T> choice : choices) {
      if (choice.isPresent()) {
        return choice.get();
      }
    }
    throw new IllegalStateException("checked when it was made");
  }
}
