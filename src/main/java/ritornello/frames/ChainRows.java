package ritornello.frames;

import java.util.Arrays;

/** The numbers of the things that a view of a chain can show, block after block. */
final class ChainRows {
  /** Of the tokens and BOS. */
  private static final int LAST = Chain.TOKENS + 1;

  private static final int PLACES = 16;
  private static final int INTERVALS = 2 * FrameSequence.KEYS - 1;

  /** Of how many tokens agree; by powers of two. */
  private static final int LENGTHS = 12;

  private final View view;
  private int[] rows = new int[64];
  private int size;
  private int block;

  ChainRows(View view) {
    this.view = view;
  }

  int count() {
    int keys = FrameSequence.KEYS;
    return LAST
        + PLACES
        + (view.frameSoFar() ? keys : 0)
        + view.lookbacks().size() * keys
        + (view.intervals() ? INTERVALS : 0)
        + view.repeats().size() * (Chain.TOKENS + LENGTHS)
        + view.clocks().stream().mapToInt(Integer::intValue).sum();
  }

  /** What is to be seen. */
  int[] of(ChainEye eye) {
    size = 0;
    block = 0;
    put(eye.last(), LAST);
    put(Math.min(eye.place(), PLACES - 1), PLACES);
    if (view.frameSoFar()) {
      putAll(eye.frameSoFar());
    }
    for (int frames : view.lookbacks()) {
      putAll(eye.before(frames));
    }
    if (view.intervals()) {
      putIntervals(eye);
    }
    for (int i = 0; i < view.repeats().size(); i++) {
      putRepeat(eye, i);
    }
    for (int clock : view.clocks()) {
      put(eye.frame() % clock, clock);
    }
    return Arrays.copyOf(rows, size);
  }

  private void add(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size++] = block + row;
  }

  private void put(int row, int rowsOfBlock) {
    add(row);
    block += rowsOfBlock;
  }

  private void putAll(int[] keys) {
    for (int key : keys) {
      add(key);
    }
    block += FrameSequence.KEYS;
  }

  private void putIntervals(ChainEye eye) {
    if (eye.place() > 0) {
      for (int key : eye.before(1)) {
        add(key - eye.last() + FrameSequence.KEYS - 1);
      }
    }
    block += INTERVALS;
  }

  private void putRepeat(ChainEye eye, int which) {
    int length = eye.repeated(which);
    if (length > 0) {
      add(eye.expected(which));
    }
    block += Chain.TOKENS;
    put(Math.min(LENGTHS - 1, Integer.SIZE - Integer.numberOfLeadingZeros(length)), LENGTHS);
  }
}
