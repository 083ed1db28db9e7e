package ritornello.play;

import java.util.Optional;

/** Makes music while it is played. */
public interface PassageSource {

  /**
   * What comes next. Called on a thread of its own, and may take its time: where it takes too long,
   * something else is played in between, see {@link LiveOptions}. What it throws ends the music.
   *
   * @return empty if there is no more
   */
  Optional<Passage> next() throws InterruptedException;
}
