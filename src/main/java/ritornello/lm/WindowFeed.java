package ritornello.lm;

import java.util.Optional;
import ritornello.nn.Window;

/** Turns the passages of an epoch into windows, one after another. */
interface WindowFeed {

  /** What comes next, filled, until the next call; empty if nothing does. */
  Optional<Window> next();
}
