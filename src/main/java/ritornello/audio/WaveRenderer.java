package ritornello.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.ShortMessage;
import ritornello.midi.TimedMessages;
import ritornello.score.Score;
import ritornello.score.SustainPedal;

/**
 * Renders scores as WAVE files (RIFF, PCM, stereo), by the JDK's synthesizer, in constant memory
 * besides the score's messages. The same score, settings and SoundFont make the same bytes.
 */
public final class WaveRenderer {
  private static final int CHANNELS = 2;
  private static final int HEADER_BYTES = 44;
  private static final int MIDI_CHANNELS = 16;
  private static final int SUSTAIN = 64;
  private static final int ALL_NOTES_OFF = 123;

  /** What the size of a RIFF file can say, but for its first eight bytes. */
  private static final long MOST_BYTES = 0xFFFF_FFFFL + 8;

  private final Score score;
  private final RenderSettings settings;
  private final long endMicros;

  /**
   * Measures, and renders nothing yet.
   *
   * @throws IllegalArgumentException if there are no notes
   */
  public WaveRenderer(Score score, RenderSettings settings) {
    if (score.noteCount() == 0) {
      throw new IllegalArgumentException("there are no notes to hear");
    }
    this.score = score;
    this.settings = settings;
    this.endMicros = score.tempoMap().microsAt(SustainPedal.fold(score).endTick());
  }

  /** How long it will be, its tail included. */
  public double seconds() {
    return endMicros / 1e6 + settings.tailSeconds();
  }

  /** How large the file will be. */
  public double bytes() {
    return HEADER_BYTES + seconds() * settings.sampleRate() * frameBytes();
  }

  private int frameBytes() {
    return CHANNELS * settings.bits() / 8;
  }

  /**
   * Sees to it that the file can be written.
   *
   * @throws IllegalArgumentException if a file of this format can't be so large
   */
  public void checkSize() {
    if (bytes() > MOST_BYTES) {
      throw new IllegalArgumentException(
          "it would be over 4 GB, which a .wav file cannot be; render a part of it, or with fewer"
              + " bits");
    }
  }

  /**
   * Writes the whole file, and leaves the stream open.
   *
   * @throws IllegalArgumentException if a file of this format can't be so large
   * @throws IllegalStateException if the synthesizer can't be reached
   */
  public Rendering render(SoundFont soundFont, OutputStream out) throws IOException {
    checkSize();
    long frames = Math.round(seconds() * settings.sampleRate());
    try (Gervill synthesizer = Gervill.open(settings, soundFont)) {
      synthesizer.play(messages());
      out.write(header(frames * frameBytes()));
      PcmStream pcm = new PcmStream(synthesizer.samples(), settings, frames);
      pcm.transferTo(out);
      return pcm.rendering();
    } catch (MidiUnavailableException e) {
      throw new IllegalStateException("the JDK's synthesizer takes no messages", e);
    }
  }

  /** Of the score, and at its end what lets go of every key and pedal. */
  private List<TimedMessages.Timed> messages() {
    List<TimedMessages.Timed> messages = new ArrayList<>(TimedMessages.of(score));
    for (int channel = 0; channel < MIDI_CHANNELS; channel++) {
      for (int controller : new int[] {SUSTAIN, ALL_NOTES_OFF}) {
        ShortMessage message =
            TimedMessages.message(ShortMessage.CONTROL_CHANGE, channel, controller, 0);
        messages.add(new TimedMessages.Timed(endMicros, message));
      }
    }
    messages.sort(Comparator.comparingLong(TimedMessages.Timed::micros));
    return messages;
  }

  /** Of RIFF WAVE: the format and the size of what follows. */
  private byte[] header(long dataBytes) {
    int rate = settings.sampleRate();
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    header.putInt((int) (HEADER_BYTES - 8 + dataBytes));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    header.putInt(16).putShort((short) 1).putShort((short) CHANNELS);
    header.putInt(rate).putInt(rate * frameBytes());
    header.putShort((short) frameBytes()).putShort((short) settings.bits());
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
    return header.array();
  }
}
