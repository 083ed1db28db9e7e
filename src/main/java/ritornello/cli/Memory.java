package ritornello.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a training needs in memory, and what there is. */
final class Memory {
  private Memory() {}

  /**
   * Before anything is taken: a machine that runs out of memory stops without saying why.
   *
   * @throws IllegalArgumentException if the machine has less
   */
  static void check(long bytes) {
    check(bytes, ofThisMachine());
  }

  /** As the other, of a machine with so much. */
  static void check(long bytes, long there) {
    if (bytes > there) {
      throw new IllegalArgumentException(
          "this training needs "
              + text(bytes)
              + " of memory, and the machine has "
              + text(there)
              + "; a smaller --batch, --window or --hidden needs less");
    }
  }

  private static long ofThisMachine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  static String text(long bytes) {
    double megabytes = bytes / 1e6;
    return megabytes < 1000
        ? String.format(Locale.ROOT, "%.0f MB", megabytes)
        : String.format(Locale.ROOT, "%.1f GB", megabytes / 1000);
  }
}
