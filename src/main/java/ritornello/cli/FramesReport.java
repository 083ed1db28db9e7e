package ritornello.cli;

import java.io.PrintWriter;
import java.util.Locale;
import ritornello.frames.FrameFigures;

/**
 * What {@link FramesEvaluate} tells as JSON.
 *
 * @param model its name
 * @param members networks that it is made of
 * @param parameters of all of them
 * @param file that was measured on
 * @param split of it
 * @param sequences and all that follows: see {@link FrameFigures}
 */
record FramesReport(
    String model,
    int members,
    long parameters,
    String file,
    String split,
    int sequences,
    long frames,
    long notes,
    double natsPerFrame,
    double natsPerFrameWithoutFirst,
    double meanOfSequences,
    double meanOfSequencesWithoutFirst) {

  static FramesReport of(
      String model, int members, long parameters, String file, String split, FrameFigures f) {
    return new FramesReport(
        model,
        members,
        parameters,
        file,
        split,
        f.sequences(),
        f.frames(),
        f.notes(),
        f.natsPerFrame(),
        f.natsPerFrameWithoutFirst(),
        f.meanOfSequences(),
        f.meanOfSequencesWithoutFirst());
  }

  /** For people. */
  static void tell(String on, FrameFigures f, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %,d sequences, %,d frames, %,d notes; −ln p in nats, less is better%n",
        Printable.name(on),
        f.sequences(),
        f.frames(),
        f.notes());
    out.printf(
        Locale.ROOT,
        "  a frame, the first of each sequence included   %8.4f%n"
            + "  a frame, 2 to T of each sequence               %8.4f%n"
            + "  mean of each sequence's mean, first included   %8.4f%n"
            + "  mean of each sequence's mean, 2 to T           %8.4f%n",
        f.natsPerFrame(),
        f.natsPerFrameWithoutFirst(),
        f.meanOfSequences(),
        f.meanOfSequencesWithoutFirst());
    out.flush();
  }
}
