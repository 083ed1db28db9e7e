package ritornello.play;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;
import javax.sound.midi.spi.MidiDeviceProvider;

/**
 * MIDI devices for tests, as a system has them. Outputs: one that writes what it gets into a file;
 * some that do so until their third note, which then never answer any more, throw, or are pulled
 * out and take messages without a word, as the JDK's do; and one that is in use. Inputs: one that
 * plays what others write into a file, and may be pulled out.
 *
 * <p>The JDK finds them by META-INF/services, in the tests' process and in the programs that they
 * start.
 */
public final class RecordingDevices extends MidiDeviceProvider {
  static final String RECORDER = "Test recorder";
  static final String HANGING = "Test recorder that hangs";
  static final String THROWING = "Test recorder that throws";
  static final String VANISHING = "Test recorder that is pulled out";
  static final String BUSY = "Test output in use";
  static final String KEYBOARD = "Test keyboard";

  /** The system property that names the file. */
  static final String FILE = "ritornello.test.recording";

  /** The one that names the file of the {@link TestKeyboard}. */
  static final String KEYS = "ritornello.test.keyboard";

  /** When an output gets so many notes, it is out of order, if it is one that gets so. */
  private static final int LAST_NOTE = 3;

  private static final AtomicBoolean PULLED_OUT = new AtomicBoolean();

  private static final List<Named> INFOS =
      List.of(
          new Named(HANGING),
          new Named(RECORDER),
          new Named(THROWING),
          new Named(VANISHING),
          new Named(BUSY),
          new Named(KEYBOARD));

  private static final class Named extends MidiDevice.Info {
    Named(String name) {
      super(name, "Ritornello", "for tests", "1");
    }
  }

  /**
   * A message that was recorded.
   *
   * @param micros when
   */
  record Sent(long micros, int status, int data1, int data2) {}

  /** What is in a file by now. */
  static List<Sent> read(Path file) throws IOException {
    List<Sent> messages = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        messages.add(
            new Sent(
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3])));
      }
    }
    return messages;
  }

  @Override
  public MidiDevice.Info[] getDeviceInfo() {
    return INFOS.stream().filter(RecordingDevices::isThere).toArray(MidiDevice.Info[]::new);
  }

  private static boolean isThere(Named info) {
    return switch (info.getName()) {
      case VANISHING -> !PULLED_OUT.get();
      case KEYBOARD -> TestKeyboard.isThere();
      default -> true;
    };
  }

  @Override
  public MidiDevice getDevice(MidiDevice.Info info) {
    if (!INFOS.contains(info)) {
      throw new IllegalArgumentException(info + " is somebody else's device");
    }
    return info.getName().equals(KEYBOARD) ? new TestKeyboard(info) : new Recorder(info);
  }

  private static final class Recorder implements MidiDevice, Receiver {
    private final Info info;
    private boolean open;
    private int notes;

    Recorder(Info info) {
      this.info = info;
    }

    @Override
    public Info getDeviceInfo() {
      return info;
    }

    @Override
    public void open() throws MidiUnavailableException {
      if (info.getName().equals(BUSY)) {
        throw new MidiUnavailableException("it is in use");
      }
      open = true;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void send(MidiMessage message, long micros) {
      ShortMessage sent = (ShortMessage) message;
      if (!open) {
        throw new IllegalStateException("the device is closed");
      }
      boolean on = sent.getCommand() == ShortMessage.NOTE_ON;
      notes += on ? 1 : 0;
      if (on && notes >= LAST_NOTE && info.getName().equals(THROWING)) {
        throw new IllegalStateException("no more notes are taken");
      }
      PULLED_OUT.compareAndSet(false, notes >= LAST_NOTE && info.getName().equals(VANISHING));
      while (info.getName().equals(HANGING) && notes == LAST_NOTE) {
        try {
          TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
          notes = 0;
        }
      }
      write(
          System.nanoTime() / 1000
              + " "
              + sent.getStatus()
              + " "
              + sent.getData1()
              + " "
              + sent.getData2()
              + "\n");
    }

    private static void write(String line) {
      try {
        Files.write(
            Path.of(System.getProperty(FILE)),
            line.getBytes(US_ASCII),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Receiver getReceiver() {
      return this;
    }

    @Override
    public List<Receiver> getReceivers() {
      return List.of(this);
    }

    @Override
    public int getMaxReceivers() {
      return -1;
    }

    @Override
    public int getMaxTransmitters() {
      return 0;
    }

    @Override
    public Transmitter getTransmitter() throws MidiUnavailableException {
      throw new MidiUnavailableException("it sends nothing");
    }

    @Override
    public List<Transmitter> getTransmitters() {
      return List.of();
    }

    @Override
    public long getMicrosecondPosition() {
      return -1;
    }
  }
}
