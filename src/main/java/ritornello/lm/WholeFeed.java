package ritornello.lm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import ritornello.nn.Window;

/**
 * For full backpropagation through time: each window holds whole passages, one a row, as long as
 * its longest. Passages of about the same length go together, so that little is padding: a pool of
 * them is sorted by length and cut into batches, and these come in any order.
 *
 * <p>What is in memory at once is a pool, whatever the size of the collection.
 */
final class WholeFeed implements WindowFeed {
  /**
   * So many that neighbours are of about the same length, and so few that the same pieces do not
   * meet in every epoch of a collection that is not small.
   */
  private static final int BATCHES_IN_POOL = 16;

  private final Iterator<Passage> passages;
  private final int rows;
  private final int inputs;
  private final Random random;
  private final Deque<List<Passage>> batches = new ArrayDeque<>();

  /**
   * @param random of the order of passages of the same length, and of batches
   */
  WholeFeed(Iterator<Passage> passages, int rows, int inputs, Random random) {
    this.passages = passages;
    this.rows = rows;
    this.inputs = inputs;
    this.random = random;
  }

  @Override
  public Optional<Window> next() {
    if (batches.isEmpty()) {
      fill();
    }
    return Optional.ofNullable(batches.poll()).map(this::window);
  }

  private void fill() {
    List<Passage> pool = new ArrayList<>();
    while (pool.size() < BATCHES_IN_POOL * rows && passages.hasNext()) {
      pool.add(passages.next());
    }
    // Those of one length in any order, so that not all passages of a piece meet; a last batch with
    // rows to spare is of the shortest, where they cost least.
    Collections.shuffle(pool, random);
    pool.sort(Comparator.comparingInt(Passage::length).reversed());
    List<List<Passage>> cut = new ArrayList<>();
    for (int at = 0; at < pool.size(); at += rows) {
      cut.add(List.copyOf(pool.subList(at, Math.min(pool.size(), at + rows))));
    }
    Collections.shuffle(cut, random);
    batches.addAll(cut);
  }

  private Window window(List<Passage> batch) {
    Window window = new Window(batch.get(0).length(), rows, inputs);
    for (int row = 0; row < batch.size(); row++) {
      for (int step = 0; !batch.get(row).isOver(); step++) {
        batch.get(row).put(window, step, row);
      }
    }
    return window;
  }
}
