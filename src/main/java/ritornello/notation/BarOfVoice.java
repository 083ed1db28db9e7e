package ritornello.notation;

import java.util.ArrayList;
import java.util.List;

/** Reads a voice bar by bar, in order. */
final class BarOfVoice {
  private final List<Sound> sounds;
  private int next;

  BarOfVoice(List<Sound> sounds) {
    this.sounds = sounds;
  }

  /** What sounds in a bar; each bar asked for is after the one before. */
  List<Sound> in(Measure measure) {
    while (next < sounds.size() && sounds.get(next).end() <= measure.start()) {
      next++;
    }
    List<Sound> inside = new ArrayList<>();
    for (int i = next; i < sounds.size() && sounds.get(i).start() < measure.end(); i++) {
      inside.add(sounds.get(i));
    }
    return inside;
  }
}
