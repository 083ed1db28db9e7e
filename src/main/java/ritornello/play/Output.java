package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.LineUnavailableException;

/**
 * Where music goes: an open device, its receiver and its clock. Close it, or it keeps the program
 * alive.
 */
public final class Output implements AutoCloseable {
  /** Kept, for a logger that nobody keeps forgets its level. */
  private static final Logger PREFERENCES_LOG = Logger.getLogger("java.util.prefs");

  private static final long LONGEST_CLOSING_MILLIS = 2000;

  private final MidiDevice device;
  private final Receiver receiver;
  private final PlayClock clock;
  private final boolean schedules;

  private Output(MidiDevice device, Receiver receiver, PlayClock clock, boolean schedules) {
    this.device = device;
    this.receiver = receiver;
    this.clock = clock;
    this.schedules = schedules;
  }

  /**
   * A device that is there.
   *
   * @param name to ask for it by
   * @param description what its maker says of it
   * @param input whether it sends MIDI
   * @param output whether it takes MIDI
   */
  public record Device(String name, String description, boolean input, boolean output) {}

  /** The MIDI devices that are there; the JDK's sequencer, which is none, is left out. */
  public static List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      try {
        MidiDevice device = MidiSystem.getMidiDevice(info);
        if (!(device instanceof Sequencer)) {
          boolean input = device.getMaxTransmitters() != 0;
          boolean output = device.getMaxReceivers() != 0;
          devices.add(new Device(info.getName(), info.getDescription(), input, output));
        }
      } catch (MidiUnavailableException | IllegalArgumentException e) {
        // Listed a moment ago and gone now: there is one device less.
      }
    }
    return devices;
  }

  /**
   * The JDK's synthesizer, sounding on the default sound device.
   *
   * @throws NoDeviceException if there is no sound device, or it takes no sound
   */
  public static Output synthesizer() throws NoDeviceException {
    try {
      return open(MidiSystem.getSynthesizer());
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      throw new NoDeviceException(
          isBusy(e) ? "the sound device is in use or does not work" : "there is no sound device",
          e);
    }
  }

  private static boolean isBusy(Exception e) {
    return e.getCause() instanceof LineUnavailableException;
  }

  /**
   * The MIDI output whose name is, or else contains, this.
   *
   * @throws NoDeviceException if there is none, or it is in use; the message names those there are
   */
  public static Output port(String name) throws NoDeviceException {
    Optional<MidiDevice.Info> found = find(name);
    if (found.isEmpty()) {
      List<String> names =
          devices().stream().filter(Device::output).map(device -> device.name()).toList();
      throw new NoDeviceException(
          "there is no MIDI output '"
              + name
              + "'; there is "
              + (names.isEmpty() ? "none" : String.join(", ", names)),
          null);
    }
    try {
      return open(MidiSystem.getMidiDevice(found.get()));
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      throw new NoDeviceException(
          "the MIDI output '" + found.get().getName() + "' is in use or does not work", e);
    }
  }

  private static Output open(MidiDevice device) throws MidiUnavailableException, NoDeviceException {
    // That it has made a place for preferences is no news for whoever wants to hear music.
    PREFERENCES_LOG.setLevel(Level.OFF);
    if (device instanceof Synthesizer synthesizer) {
      Gervill.open(synthesizer);
    } else {
      device.open();
    }
    try {
      return ready(device);
    } catch (MidiUnavailableException | NoDeviceException | RuntimeException e) {
      device.close();
      throw e;
    }
  }

  private static Output ready(MidiDevice device)
      throws MidiUnavailableException, NoDeviceException {
    Receiver receiver = device.getReceiver();
    if (!(device instanceof Synthesizer synthesizer)) {
      return new Output(device, receiver, new SystemClock(), false);
    }
    SynthesizerClock clock =
        new SynthesizerClock(synthesizer::getMicrosecondPosition, new SystemClock());
    try {
      if (!clock.settle()) {
        throw new NoDeviceException("the sound device takes no sound", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // for the player to notice
    }
    return new Output(device, receiver, clock, true);
  }

  private static Optional<MidiDevice.Info> find(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return Optional.empty(); // all names contain it
    }
    Optional<MidiDevice.Info> containing = Optional.empty();
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      String there = info.getName().toLowerCase(Locale.ROOT);
      if (takesMidi(info) && there.equals(wanted)) {
        return Optional.of(info);
      } else if (takesMidi(info) && there.contains(wanted) && containing.isEmpty()) {
        containing = Optional.of(info);
      }
    }
    return containing;
  }

  private static boolean takesMidi(MidiDevice.Info info) {
    try {
      MidiDevice device = MidiSystem.getMidiDevice(info);
      return device.getMaxReceivers() != 0 && !(device instanceof Sequencer);
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      return false;
    }
  }

  /** A player on this output. */
  public Player player() {
    return new Player(receiver, clock, schedules, () -> false);
  }

  /** Closes the device, or gives up on one that does not answer any more. */
  @Override
  public void close() {
    Thread thread = new Thread(device::close, "closing " + device.getDeviceInfo().getName());
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(LONGEST_CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it goes on closing, and nobody waits
    }
  }
}
