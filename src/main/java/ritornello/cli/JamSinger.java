package ritornello.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.ShortMessage;
import ritornello.audio.HeardNote;
import ritornello.audio.Microphone;
import ritornello.audio.NoMicrophoneException;
import ritornello.audio.Transcriber;
import ritornello.play.PlayClock;

/**
 * Somebody who sings, or plays one note at a time: what the microphone hears as notes, each when it
 * has ended.
 */
final class JamSinger implements AutoCloseable {
  private static final int BLOCKS_A_SECOND = 100;
  private static final long LONGEST_CLOSING_MILLIS = 500;

  /** Who is told what was sung. */
  interface Listener {
    void played(ShortMessage message, long micros);
  }

  private final PlayClock clock;
  private final Listener listener;
  private final Consumer<Boolean> onSounding;
  private final Microphone microphone;
  private final Thread thread;
  private long begunMicros;

  /**
   * Begins to listen.
   *
   * @param clock that times what is sung
   * @param onSounding is told again and again whether a voice sounds
   * @param onLoss is told when the microphone is gone
   */
  JamSinger(PlayClock clock, Listener listener, Consumer<Boolean> onSounding, Runnable onLoss)
      throws IOException {
    this.clock = clock;
    this.listener = listener;
    this.onSounding = onSounding;
    try {
      microphone = Microphone.open(Optional.empty());
    } catch (NoMicrophoneException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    }
    thread = new Thread(() -> listen(onLoss), "singer");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen(Runnable onLoss) {
    try {
      Transcriber transcriber = new Transcriber(microphone.rateHz(), this::sing);
      float[] block = new float[(int) (microphone.rateHz() / BLOCKS_A_SECOND)];
      for (int read = microphone.read(block); read >= 0; read = microphone.read(block)) {
        transcriber.accept(block, read);
        onSounding.accept(transcriber.isSounding());
        begunMicros = clock.micros() - Math.round(1e6 * transcriber.seconds());
      }
    } catch (IOException e) {
      onLoss.run();
    }
  }

  private void sing(HeardNote note) {
    long onset = begunMicros + Math.round(1e6 * note.onsetSeconds());
    listener.played(message(ShortMessage.NOTE_ON, note), onset);
    long end = begunMicros + Math.round(1e6 * note.endSeconds());
    listener.played(message(ShortMessage.NOTE_OFF, note), end);
  }

  private static ShortMessage message(int command, HeardNote note) {
    try {
      return new ShortMessage(command, 0, note.midiPitch(), note.velocity());
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("a note that was heard is a MIDI note", e);
    }
  }

  @Override
  public void close() {
    microphone.stop();
    try {
      thread.join(LONGEST_CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is closed all the same
    }
    microphone.close();
  }
}
