package ritornello.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritornello.nn.Window;

/** Goes through a chain of tokens, and sees them some semitones higher. */
final class ChainEye implements View.Eye {
  private static final int[] NOTHING = {};

  private final Chain chain;
  private final int semitones;
  private final ChainRows rows;
  private final List<Repeat> repeats;
  private final List<int[]> before = new ArrayList<>();
  private final int[] now = new int[FrameSequence.KEYS];
  private int place;
  private int last = Chain.BEGINNING;

  ChainEye(View view, Chain chain, int semitones) {
    this.chain = chain;
    this.semitones = semitones;
    this.rows = new ChainRows(view);
    this.repeats = view.repeats().stream().map(Repeat::new).toList();
  }

  @Override
  public void show(Window window, int step, int row, int symbol, boolean begins) {
    window.set(step, row, rows(), chain.moved(symbol, semitones), begins);
    skip(symbol);
  }

  @Override
  public int[] rows() {
    return rows.of(this);
  }

  @Override
  public void skip(int symbol) {
    last = chain.moved(symbol, semitones);
    if (symbol == Chain.NEXT) {
      before.add(frameSoFar());
      place = 0;
    } else {
      now[place++] = last;
    }
    repeats.forEach(repeat -> repeat.accept(symbol));
  }

  /** The last token. */
  int last() {
    return last;
  }

  /** How many keys of this frame came. */
  int place() {
    return place;
  }

  /** Number of this frame, from 0. */
  int frame() {
    return before.size();
  }

  /** Tokens of this frame. */
  int[] frameSoFar() {
    return Arrays.copyOf(now, place);
  }

  /** Tokens of an earlier frame; none before the first. */
  int[] before(int frames) {
    return frames > before.size() ? NOTHING : before.get(before.size() - frames);
  }

  /** How many tokens agree with an earlier place, by the repeat of this number. */
  int repeated(int which) {
    return repeats.get(which).length();
  }

  /** What followed there. */
  int expected(int which) {
    return chain.moved(repeats.get(which).expected().orElseThrow(), semitones);
  }
}
