package ritornello.nn;

/**
 * Numbers that look random and are a function of their key alone, so that dropout is the same when
 * a run is resumed (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
 */
final class Mix {
  static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private Mix() {}

  static long next(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }

  /** A key that depends on all parts and their order. */
  static long key(long... parts) {
    long key = 0;
    for (long part : parts) {
      key = next(key + GOLDEN + part);
    }
    return key;
  }
}
