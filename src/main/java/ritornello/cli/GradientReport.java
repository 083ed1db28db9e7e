package ritornello.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ritornello.gradient.GradientExperiment;
import ritornello.gradient.GradientFlow;
import ritornello.report.Chart;
import ritornello.report.LineCharts;

/**
 * How far gradients reach back, as JSON.
 *
 * @param hidden units of the layer
 * @param batch sequences of a step
 * @param flows of each task and cell, before and after learning
 */
record GradientReport(
    int hidden, int batch, double learningRate, long randomSeed, List<GradientFlow> flows) {
  GradientReport {
    flows = List.copyOf(flows);
  }

  private Map<String, List<GradientFlow>> byTask() {
    Map<String, List<GradientFlow>> byTask = new LinkedHashMap<>();
    flows.forEach(flow -> byTask.computeIfAbsent(flow.task(), t -> new ArrayList<>()).add(flow));
    return byTask;
  }

  private static String name(GradientFlow flow) {
    return flow.cell() + (flow.clipped() ? "" : ", not clipped");
  }

  /** For people. */
  void tell(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Mean norm of the gradient of the last answer's loss at the state so many steps before it;"
            + "%n%d units, %d sequences a step, clipped to %s unless told%n",
        hidden,
        batch,
        GradientExperiment.CLIP_NORM);
    byTask().forEach((task, all) -> tell(task, all, out));
    out.flush();
  }

  private static void tell(String task, List<GradientFlow> all, PrintWriter out) {
    int farthest = all.get(0).farthest();
    int[] distances = IntStream.iterate(1, d -> 2 * d).takeWhile(d -> d <= farthest).toArray();
    StringBuilder head =
        new StringBuilder(
            String.format(Locale.ROOT, "%n%-24s %7s %7s %9s ", task, "steps", "loss", "longest"));
    for (int distance : distances) {
      head.append(String.format(Locale.ROOT, " %8d", distance));
    }
    out.println(head);
    for (GradientFlow flow : all) {
      StringBuilder line =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "  %-22s %7d %7.3f %9s ",
                  name(flow),
                  flow.steps(),
                  flow.loss(),
                  flow.steps() == 0
                      ? ""
                      : String.format(Locale.ROOT, "%.3g", flow.largestGradient())));
      for (int distance : distances) {
        line.append(String.format(Locale.ROOT, " %8.1e", flow.norm(distance)));
      }
      out.println(line);
      if (flow.stepsLeftOut() > 0) {
        out.println("    " + flow.stepsLeftOut() + " steps left out: they were no numbers");
      }
    }
  }

  /** Two charts for each task, side by side. */
  String svg() {
    List<Chart> charts = new ArrayList<>();
    byTask()
        .forEach(
            (task, all) -> {
              charts.add(chart(task + ", before learning", all, false));
              charts.add(chart(task + ", after learning", all, true));
            });
    return LineCharts.svg(charts);
  }

  private static Chart chart(String title, List<GradientFlow> all, boolean learned) {
    List<Chart.Curve> curves = new ArrayList<>();
    for (GradientFlow flow : all) {
      boolean same = !learned && !flow.clipped(); // before learning there is nothing to clip
      if (flow.steps() > 0 == learned && !same) {
        List<Chart.Point> points = new ArrayList<>();
        for (int back = 1; back <= flow.farthest(); back++) {
          points.add(new Chart.Point(back, flow.norm(back)));
        }
        curves.add(new Chart.Curve(name(flow), points));
      }
    }
    return new Chart(title, "steps back", "norm of the gradient", true, curves);
  }
}
