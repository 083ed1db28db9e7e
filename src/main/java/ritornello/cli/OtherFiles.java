package ritornello.cli;

import java.io.PrintWriter;

/** What is told of a model that is measured on files that may not be those it was trained on. */
final class OtherFiles {
  private OtherFiles() {}

  /**
   * Warns if they are not.
   *
   * @param trained hash of the files in use when it was trained, and how they were divided
   * @param measured the same of those in use now
   */
  static void warn(PrintWriter err, String model, String trained, String measured) {
    if (!trained.equals(measured)) {
      err.println(
          "these are not the files that "
              + model
              + " was trained on, or not all of them: it may have learned from some of the tunes"
              + " that it is measured on");
      err.flush();
    }
  }
}
