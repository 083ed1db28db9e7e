package ritornello.notation;

import java.util.List;

/**
 * A staff of a part.
 *
 * @param voices one or more
 */
record Staff(Clef clef, List<List<Sound>> voices) {
  Staff {
    voices = voices.stream().map(List::copyOf).toList();
  }
}
