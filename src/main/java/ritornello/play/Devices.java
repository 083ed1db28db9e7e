package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import ritornello.play.Output.Device;

/** The MIDI devices that are there; the JDK's sequencer, which is none, is left out. */
final class Devices {
  /** Which way music goes. */
  enum Way {
    INPUT,
    OUTPUT;

    boolean of(Device device) {
      return this == INPUT ? device.input() : device.output();
    }
  }

  private Devices() {}

  static List<Device> all() {
    List<Device> devices = new ArrayList<>();
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      device(info).ifPresent(devices::add);
    }
    return devices;
  }

  private static Optional<Device> device(MidiDevice.Info info) {
    try {
      MidiDevice device = MidiSystem.getMidiDevice(info);
      if (device instanceof Sequencer) {
        return Optional.empty();
      }
      boolean input = device.getMaxTransmitters() != 0;
      boolean output = device.getMaxReceivers() != 0;
      return Optional.of(new Device(info.getName(), info.getDescription(), input, output));
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      // Listed a moment ago and gone now: there is one device less.
      return Optional.empty();
    }
  }

  /**
   * The device whose name is, or else contains, this, whatever the case.
   *
   * @throws NoDeviceException if there is none; the message names those that are there
   */
  static MidiDevice.Info find(String name, Way way) throws NoDeviceException {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    Optional<MidiDevice.Info> containing = Optional.empty();
    List<String> names = new ArrayList<>();
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      if (device(info).filter(way::of).isEmpty()) {
        continue;
      }
      String there = info.getName().toLowerCase(Locale.ROOT);
      names.add(info.getName());
      if (there.equals(wanted)) {
        return info;
      } else if (!wanted.isEmpty() && there.contains(wanted) && containing.isEmpty()) {
        containing = Optional.of(info);
      }
    }
    return containing.orElseThrow(() -> missing(name, way, names));
  }

  private static NoDeviceException missing(String name, Way way, List<String> names) {
    String there = names.isEmpty() ? "none" : String.join(", ", names);
    String kind = way.name().toLowerCase(Locale.ROOT);
    return new NoDeviceException(
        "there is no MIDI " + kind + " '" + name + "'; there is " + there, null);
  }
}
