package ritornello.play;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;

/**
 * A MIDI keyboard that a test plays by appending lines to a file, so that it can play to a program
 * in a process of its own too: {@code 144 60 100} is a message; {@code pull} pulls it out.
 */
final class TestKeyboard implements MidiDevice {
  private static final String PULL = "pull";

  private final Info info;
  private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
  private volatile boolean open;

  TestKeyboard(Info info) {
    this.info = info;
  }

  /** Plays messages, each of a status and at most two data bytes. */
  static void play(Path file, int... message) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int part : message) {
      line.append(part).append(' ');
    }
    append(file, line.toString());
  }

  static void pullOut(Path file) throws IOException {
    append(file, PULL);
  }

  private static void append(Path file, String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(US_ASCII);
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  static boolean isThere() {
    return !lines().contains(PULL);
  }

  /** Whole lines only. */
  private static List<String> lines() {
    String file = System.getProperty(RecordingDevices.KEYS, "");
    if (file.isEmpty() || !Files.exists(Path.of(file))) {
      return List.of();
    }
    try {
      String text = Files.readString(Path.of(file), US_ASCII);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void open() {
    open = true;
    Thread thread = new Thread(() -> play(lines().size()), "test keyboard");
    thread.setDaemon(true);
    thread.start();
  }

  private void play(int first) {
    int next = first;
    try {
      while (open && isThere()) {
        List<String> lines = lines();
        for (; next < lines.size() && !lines.get(next).equals(PULL); next++) {
          send(lines.get(next));
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    } catch (InterruptedException e) {
      open = false;
    }
  }

  private void send(String line) {
    String[] words = (line + " 0 0").trim().split(" +");
    int status = Integer.parseInt(words[0]);
    try {
      ShortMessage message =
          status >= 0xF4
              ? new ShortMessage(status)
              : new ShortMessage(status, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      receivers.forEach(receiver -> receiver.send(message, -1));
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException(line + " is no MIDI message", e);
    }
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
  public Info getDeviceInfo() {
    return info;
  }

  @Override
  public long getMicrosecondPosition() {
    return -1;
  }

  @Override
  public int getMaxReceivers() {
    return 0;
  }

  @Override
  public int getMaxTransmitters() {
    return -1;
  }

  @Override
  public Receiver getReceiver() throws MidiUnavailableException {
    throw new MidiUnavailableException("it takes nothing");
  }

  @Override
  public List<Receiver> getReceivers() {
    return List.of();
  }

  @Override
  public Transmitter getTransmitter() {
    return new Cable();
  }

  @Override
  public List<Transmitter> getTransmitters() {
    return List.of();
  }

  private final class Cable implements Transmitter {
    private Receiver to;

    @Override
    public void setReceiver(Receiver receiver) {
      if (to != null) {
        receivers.remove(to);
      }
      to = receiver;
      if (to != null) {
        receivers.add(to);
      }
    }

    @Override
    public Receiver getReceiver() {
      return to;
    }

    @Override
    public void close() {
      setReceiver(null);
    }
  }
}
