package ritornello.harmony;

import java.util.List;
import java.util.Optional;
import ritornello.harmony.HarmonizedTune.Named;
import ritornello.score.Chord;

/**
 * How often chords are those that someone chose, of all beats on which there is a chord with a
 * name.
 *
 * @param beats how many those are
 * @param root of them, whose root was found
 * @param quality of them, whose quality was found
 * @param both of them, where both were
 * @param pairs neighbouring beats of which both have a chord with a name
 * @param changes of them, where the chord changes
 * @param saidChanges of them, where it was said to change
 * @param foundChanges of them, where it changes and was said to
 */
public record Accuracy(
    long beats,
    long root,
    long quality,
    long both,
    long pairs,
    long changes,
    long saidChanges,
    long foundChanges) {
  static final Accuracy NONE = new Accuracy(0, 0, 0, 0, 0, 0, 0, 0);

  /** Of all beats of some tunes. */
  static Accuracy of(ChordTagger tagger, Labels labels, List<HarmonizedTune> tunes) {
    return tunes.stream()
        .map(tune -> of(tagger.labels(tune.melody(), tune.key()), labels, tune))
        .reduce(NONE, Accuracy::plus);
  }

  private static Accuracy of(int[] said, Labels labels, HarmonizedTune tune) {
    Accuracy sum = NONE;
    for (int i = 0; i < said.length; i++) {
      if (tune.sounding().get(i) instanceof Named named) {
        Optional<Chord> chord = labels.chord(said[i], tune.key());
        boolean root = chord.filter(c -> c.root() == named.chord().root()).isPresent();
        boolean quality =
            chord.filter(c -> c.quality().equals(named.chord().quality())).isPresent();
        sum = sum.plus(beat(root, quality));
        if (i > 0 && tune.sounding().get(i - 1) instanceof Named before) {
          boolean changes = !same(before.chord(), named.chord());
          sum = sum.plus(pair(changes, said[i] != said[i - 1]));
        }
      }
    }
    return sum;
  }

  private static boolean same(Chord a, Chord b) {
    return a.root() == b.root() && a.quality().equals(b.quality());
  }

  private static Accuracy beat(boolean root, boolean quality) {
    return new Accuracy(1, count(root), count(quality), count(root && quality), 0, 0, 0, 0);
  }

  private static Accuracy pair(boolean changes, boolean said) {
    return new Accuracy(0, 0, 0, 0, 1, count(changes), count(said), count(changes && said));
  }

  private static int count(boolean one) {
    return one ? 1 : 0;
  }

  private Accuracy plus(Accuracy other) {
    return new Accuracy(
        beats + other.beats,
        root + other.root,
        quality + other.quality,
        both + other.both,
        pairs + other.pairs,
        changes + other.changes,
        saidChanges + other.saidChanges,
        foundChanges + other.foundChanges);
  }

  /** Share of the beats whose root was found. */
  public double rootShare() {
    return share(root, beats);
  }

  /** Share of the beats whose quality was found. */
  public double qualityShare() {
    return share(quality, beats);
  }

  /** Share of the beats where both were found. */
  public double bothShare() {
    return share(both, beats);
  }

  /** Share of the beats that bring another chord than the one before. */
  public double changeShare() {
    return share(changes, pairs);
  }

  /** Share of the beats that were said to. */
  public double saidChangeShare() {
    return share(saidChanges, pairs);
  }

  /** Share of the changes that were said to be some. */
  public double foundChangeShare() {
    return share(foundChanges, changes);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
