package ritornello.audio;

import java.util.List;

/**
 * What was heard in a recording.
 *
 * @param notes by their beginnings; none overlaps the next
 * @param tuningCents how far it is tuned above 440 Hz, -50 to 50
 * @param seconds how long the recording is
 * @param peakDb its loudest sample, in dB of full scale, -200 or more
 * @param clippedShare the share of its samples that were cut off at full scale, 0 to 1
 */
public record Transcription(
    List<HeardNote> notes, double tuningCents, double seconds, double peakDb, double clippedShare) {
  public Transcription {
    notes = List.copyOf(notes);
  }
}
