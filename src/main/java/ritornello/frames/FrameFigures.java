package ritornello.frames;

import java.util.Arrays;

/**
 * How likely a model finds the frames of some pieces, in nats; less is better. A frame is one of
 * the piece's list, empty ones included; the first is predicted from nothing. That a piece ends
 * costs nothing.
 *
 * @param sequences pieces
 * @param frames of all pieces
 * @param notes keys that sound in them
 * @param natsPerFrame Σ −ln p over all frames, the first of each piece included, divided by their
 *     number
 * @param natsPerFrameWithoutFirst the same over frames 2 to T of each piece, as Bai et al. (2018)
 *     count; 0 if there are none
 * @param meanOfSequences mean over pieces of each piece's mean over all its frames
 * @param meanOfSequencesWithoutFirst the same over frames 2 to T, of the pieces that have them
 */
public record FrameFigures(
    int sequences,
    long frames,
    long notes,
    double natsPerFrame,
    double natsPerFrameWithoutFirst,
    double meanOfSequences,
    double meanOfSequencesWithoutFirst) {

  /**
   * @param nats −ln p of each frame of each piece
   */
  static FrameFigures of(double[][] nats, long notes) {
    double[][] later =
        Arrays.stream(nats)
            .filter(piece -> piece.length > 1)
            .map(piece -> Arrays.copyOfRange(piece, 1, piece.length))
            .toArray(double[][]::new);
    long frames = Arrays.stream(nats).mapToLong(piece -> piece.length).sum();
    return new FrameFigures(
        nats.length, frames, notes, mean(nats), mean(later), ofMeans(nats), ofMeans(later));
  }

  private static double mean(double[][] nats) {
    return Arrays.stream(nats).flatMapToDouble(Arrays::stream).average().orElse(0);
  }

  private static double ofMeans(double[][] nats) {
    return Arrays.stream(nats)
        .mapToDouble(piece -> Arrays.stream(piece).average().orElse(0))
        .average()
        .orElse(0);
  }
}
