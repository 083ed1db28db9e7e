package ritornello.play;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;

/**
 * Looks now and then whether a MIDI device is still there: one that is pulled out takes messages as
 * before, and says nothing.
 */
final class DeviceWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 300;

  /** A list that is being made anew may lack one for a moment. */
  private static final int SURE = 2;

  private final BooleanSupplier there;
  private final Runnable onLoss;
  private final Thread thread;
  private volatile boolean lost;

  /**
   * @param onLoss what to do when it is gone, on the thread of the watch
   */
  DeviceWatch(MidiDevice.Info info, Runnable onLoss) {
    this(() -> isListed(info), onLoss, info.getName());
  }

  private DeviceWatch(BooleanSupplier there, Runnable onLoss, String name) {
    this.there = there;
    this.onLoss = onLoss;
    thread = new Thread(this::look, "watching " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean isListed(MidiDevice.Info info) {
    return Arrays.stream(MidiSystem.getMidiDeviceInfo())
        .anyMatch(other -> other.getName().equals(info.getName()));
  }

  private void look() {
    int missing = 0;
    try {
      while (missing < SURE) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        missing = there.getAsBoolean() ? 0 : missing + 1;
      }
    } catch (InterruptedException e) {
      return; // closed
    }
    lost = true;
    onLoss.run();
  }

  /** Whether it is gone. */
  boolean lost() {
    return lost;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
