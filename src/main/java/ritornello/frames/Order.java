package ritornello.frames;

/** Which key of a frame comes first in a chain. */
enum Order {
  ASCENDING,
  DESCENDING;

  /** The token of a key, and the key of a token: those that come later are greater. */
  int swap(int keyOrToken) {
    return this == ASCENDING ? keyOrToken : FrameSequence.KEYS - 1 - keyOrToken;
  }
}
