package ritornello.frames;

import java.util.List;
import java.util.stream.IntStream;

/** The numbers of the things that a view of whole frames can show. */
record FrameRows(View view) {
  int count() {
    return view.lookbacks().size() * FrameSequence.KEYS
        + view.clocks().stream().mapToInt(Integer::intValue).sum();
  }

  /** What is to be seen after these frames. */
  int[] after(List<int[]> frames) {
    IntStream.Builder rows = IntStream.builder();
    int block = 0;
    for (int back : view.lookbacks()) {
      if (back <= frames.size()) {
        for (int key : frames.get(frames.size() - back)) {
          rows.add(block + key);
        }
      }
      block += FrameSequence.KEYS;
    }
    for (int clock : view.clocks()) {
      rows.add(block + frames.size() % clock);
      block += clock;
    }
    return rows.build().toArray();
  }
}
