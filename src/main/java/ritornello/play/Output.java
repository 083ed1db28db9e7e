package ritornello.play;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.LineUnavailableException;

/**
 * Where music goes: an open device, its receiver and its clock. Close it, or it keeps the program
 * alive.
 */
public final class Output implements AutoCloseable {
  /** Kept, for a logger that nobody keeps forgets its level. */
  private static final Logger PREFERENCES_LOG = Logger.getLogger("java.util.prefs");

  private static final long LONGEST_CLOSING_MILLIS = 1000;

  private final MidiDevice device;
  private final Receiver receiver;
  private final PlayClock clock;
  private final boolean schedules;

  /** Of a port; the clock of a synthesizer notices by itself. */
  private final Optional<DeviceWatch> watch;

  private Output(MidiDevice device, Receiver receiver, PlayClock clock, boolean schedules) {
    this.device = device;
    this.receiver = receiver;
    this.clock = clock;
    this.schedules = schedules;
    watch =
        schedules
            ? Optional.empty()
            : Optional.of(new DeviceWatch(device.getDeviceInfo(), () -> {}));
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
    return Devices.all();
  }

  /**
   * The JDK's synthesizer, sounding on the default sound device.
   *
   * @throws NoDeviceException if there is no sound device, or it takes no sound
   */
  public static Output synthesizer() throws NoDeviceException {
    return synthesizer(Optional.empty());
  }

  /**
   * The same with instruments from a file.
   *
   * @throws NoDeviceException if there is no sound device, or it takes no sound
   * @throws IOException if the file can't be read or is no sound SoundFont
   */
  public static Output synthesizer(Path soundFont) throws NoDeviceException, IOException {
    return synthesizer(Optional.of(SoundFontFile.read(soundFont)));
  }

  private static Output synthesizer(Optional<Soundbank> bank) throws NoDeviceException {
    try {
      return open(MidiSystem.getSynthesizer(), bank);
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
    MidiDevice.Info found = Devices.find(name, Devices.Way.OUTPUT);
    try {
      return open(MidiSystem.getMidiDevice(found), Optional.empty());
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      throw new NoDeviceException(
          "the MIDI output '" + found.getName() + "' is in use or does not work", e);
    }
  }

  private static Output open(MidiDevice device, Optional<Soundbank> bank)
      throws MidiUnavailableException, NoDeviceException {
    // That it has made a place for preferences is no news for whoever wants to hear music.
    PREFERENCES_LOG.setLevel(Level.OFF);
    if (device instanceof Synthesizer synthesizer) {
      Gervill.open(synthesizer);
      // What the bank lacks is played by the synthesizer's own instruments.
      bank.ifPresent(synthesizer::loadAllInstruments);
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

  /** A player on this output. */
  public Player player() {
    return new Player(receiver, clock, schedules, this::isLost);
  }

  private boolean isLost() {
    return watch.isPresent() && watch.get().lost();
  }

  /** The time by which this output plays, for what is played along. */
  public PlayClock clock() {
    return clock instanceof SynthesizerClock synthesizer ? synthesizer.steady() : clock;
  }

  /** Closes the device, or gives up on one that does not answer any more. */
  @Override
  public void close() {
    watch.ifPresent(DeviceWatch::close);
    close(device);
  }

  static void close(MidiDevice device) {
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
