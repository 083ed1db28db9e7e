package ritornello.audio;

import java.io.IOException;

/** Where sound comes from: a recording or a microphone, mixed down to one channel. */
public interface AudioSource extends AutoCloseable {

  /** Samples a second, 4000 to 384000. */
  float rateHz();

  /**
   * Reads what comes next; waits for it if it is not there yet.
   *
   * @param samples takes what was read, from its beginning on; -1 to 1, where 1 is full scale
   * @return how many were read, 1 or more; -1 at the end
   * @throws IOException if it can't be read any further
   */
  int read(float[] samples) throws IOException;

  @Override
  void close() throws IOException;
}
