package ritornello.play;

import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;
import ritornello.play.Output.Device;

/** An open MIDI input, from which somebody plays. Close it, or it may keep the program alive. */
public final class Input implements AutoCloseable {
  private final MidiDevice device;
  private final Transmitter transmitter;
  private final DeviceWatch watch;

  /** Who listens to an input. Called by the device's thread; must not take long, nor throw. */
  public interface Listener {
    /**
     * Something was played: notes, controllers, clock. System exclusive messages are left out.
     *
     * @param micros when, on the clock that the input was opened with
     */
    void played(ShortMessage message, long micros);

    /** The device was pulled out: nothing more will come. */
    void lost();
  }

  private Input(MidiDevice device, Transmitter transmitter, DeviceWatch watch) {
    this.device = device;
    this.transmitter = transmitter;
    this.watch = watch;
  }

  /** The MIDI devices from which somebody can play. */
  public static List<Device> devices() {
    return Devices.all().stream().filter(Devices.Way.INPUT::of).toList();
  }

  /**
   * Opens the MIDI input whose name is, or else contains, this.
   *
   * @param clock times what is played; that of the output, so that both have the same time
   * @throws NoDeviceException if there is none, or it is in use; the message names those there are
   */
  public static Input open(String name, PlayClock clock, Listener listener)
      throws NoDeviceException {
    MidiDevice.Info info = Devices.find(name, Devices.Way.INPUT);
    try {
      MidiDevice device = MidiSystem.getMidiDevice(info);
      device.open();
      try {
        Transmitter transmitter = device.getTransmitter();
        transmitter.setReceiver(new Ear(clock, listener));
        return new Input(device, transmitter, new DeviceWatch(info, listener::lost));
      } catch (MidiUnavailableException | RuntimeException e) {
        device.close();
        throw e;
      }
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      throw new NoDeviceException(
          "the MIDI input '" + info.getName() + "' is in use or does not work", e);
    }
  }

  /** Devices' own timestamps are of a clock of their own, or none at all: arrival counts. */
  private record Ear(PlayClock clock, Listener listener) implements Receiver {
    @Override
    public void send(MidiMessage message, long timestamp) {
      if (message instanceof ShortMessage played) {
        listener.played(played, clock.micros());
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    watch.close();
    transmitter.close();
    Output.close(device);
  }
}
