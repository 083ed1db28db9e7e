package ritornello.task;

import java.util.Optional;
import ritornello.score.KeySignature;
import ritornello.token.Context;
import ritornello.token.Onset;
import ritornello.token.Vocabulary;

/** Lets a piece end only at a bar line, and on the tonic. */
final class TonicWatch implements Watch {
  private final Optional<Integer> tonic;
  private int lastStep = -1;
  private int lowest;

  TonicWatch(Optional<Integer> tonic) {
    this.tonic = tonic;
  }

  @Override
  public boolean allows(Context context, int token) {
    return token != Vocabulary.EOS
        || (context.placeAfter(token).orElseThrow().step() == 0
            && lastStep >= 0
            && isTonic(context));
  }

  private boolean isTonic(Context context) {
    int pitchClass = lowest % 12;
    if (tonic.isPresent()) {
      return tonic.get() == pitchClass;
    }
    KeySignature key = context.key().orElse(new KeySignature(0, false));
    return pitchClass == new KeySignature(key.fifths(), false).tonic()
        || pitchClass == new KeySignature(key.fifths(), true).tonic();
  }

  @Override
  public void accept(Context before, int token) {
    for (Onset onset : before.onsets(token)) {
      lowest = onset.step() == lastStep ? Math.min(lowest, onset.pitch()) : onset.pitch();
      lastStep = onset.step();
    }
  }

  @Override
  public Watch copy() {
    TonicWatch copy = new TonicWatch(tonic);
    copy.lastStep = lastStep;
    copy.lowest = lowest;
    return copy;
  }
}
