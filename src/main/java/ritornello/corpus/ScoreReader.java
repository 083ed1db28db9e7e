package ritornello.corpus;

import java.io.IOException;
import ritornello.score.Score;

/** What makes a score of the bytes of a file. */
@FunctionalInterface
interface ScoreReader {

  /**
   * @param score what the file says
   * @param repairs how many were made to read it
   * @param firstRepair the first of them, for people; empty if none
   */
  record Reading(Score score, int repairs, String firstRepair) {}

  /**
   * @throws IOException if it is no MIDI file; the message is the reason, for people
   */
  Reading read(byte[] bytes) throws IOException;
}
