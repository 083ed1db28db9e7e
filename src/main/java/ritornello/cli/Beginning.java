package ritornello.cli;

import java.io.IOException;
import ritornello.store.ModelDirectory;

/** What is done before a model has learned anything. */
@FunctionalInterface
interface Beginning<T> {

  /** Does it. */
  T begin() throws IOException;

  /**
   * Does it so that Ctrl-C takes the model's directory away; once it trains, {@link
   * TrainingDisplay} sees to what is kept.
   */
  static <T> T in(ModelDirectory directory, Beginning<T> beginning) throws IOException {
    Thread hook = new Thread(() -> directory.discardBeginning(new IOException("interrupted")));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return beginning.begin();
    } finally {
      remove(hook);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is ending, and the hook is at work
    }
  }
}
