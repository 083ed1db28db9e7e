package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;

/**
 * Where music goes: an open device, its receiver and its clock. Close it, or it keeps the program
 * alive.
 */
public final class Output implements AutoCloseable {
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
   * @throws NoDeviceException if there is no sound device
   */
  public static Output synthesizer() throws NoDeviceException {
    try {
      Synthesizer synthesizer = MidiSystem.getSynthesizer();
      synthesizer.open();
      return new Output(
          synthesizer, synthesizer.getReceiver(), synthesizerClock(synthesizer), true);
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      throw new NoDeviceException("there is no sound device", e);
    }
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
          "there is no MIDI output '" + name + "'; there is: " + String.join(", ", names), null);
    }
    try {
      MidiDevice device = MidiSystem.getMidiDevice(found.get());
      device.open();
      if (device instanceof Synthesizer synthesizer) {
        return new Output(device, device.getReceiver(), synthesizerClock(synthesizer), true);
      }
      return new Output(device, device.getReceiver(), new SystemClock(), false);
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      throw new NoDeviceException("the MIDI output '" + name + "' can't be opened", e);
    }
  }

  private static Optional<MidiDevice.Info> find(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
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

  /** Time as the synthesizer has rendered it, so that no two clocks drift apart. */
  private static PlayClock synthesizerClock(Synthesizer synthesizer) {
    return new PlayClock() {
      @Override
      public long micros() {
        return synthesizer.getMicrosecondPosition();
      }

      @Override
      public void sleepUntil(long micros) throws InterruptedException {
        sleepFor(micros - micros());
      }
    };
  }

  private static final class SystemClock implements PlayClock {
    @Override
    public long micros() {
      return System.nanoTime() / 1000;
    }

    @Override
    public void sleepUntil(long micros) throws InterruptedException {
      sleepFor(micros - micros());
    }
  }

  private static void sleepFor(long micros) throws InterruptedException {
    if (micros > 0) {
      TimeUnit.MICROSECONDS.sleep(micros);
    }
  }

  /** A player on this output. */
  public Player player() {
    return new Player(receiver, clock, schedules);
  }

  @Override
  public void close() {
    device.close();
  }
}
