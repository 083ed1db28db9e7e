package ritornello.notation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.audiveris.proxymusic.Bass;
import org.audiveris.proxymusic.BassStep;
import org.audiveris.proxymusic.Harmony;
import org.audiveris.proxymusic.HarmonyAlter;
import org.audiveris.proxymusic.Kind;
import org.audiveris.proxymusic.KindValue;
import org.audiveris.proxymusic.Offset;
import org.audiveris.proxymusic.Root;
import org.audiveris.proxymusic.RootStep;
import org.audiveris.proxymusic.Step;
import ritornello.score.Chord;

/** Names of chords as MusicXML's harmonies, read bar by bar, in order. */
final class HarmonyXml {
  private static final Map<String, KindValue> KINDS =
      Map.ofEntries(
          Map.entry("", KindValue.MAJOR),
          Map.entry("m", KindValue.MINOR),
          Map.entry("7", KindValue.DOMINANT),
          Map.entry("maj7", KindValue.MAJOR_SEVENTH),
          Map.entry("m7", KindValue.MINOR_SEVENTH),
          Map.entry("mmaj7", KindValue.MAJOR_MINOR),
          Map.entry("dim", KindValue.DIMINISHED),
          Map.entry("dim7", KindValue.DIMINISHED_SEVENTH),
          Map.entry("m7b5", KindValue.HALF_DIMINISHED),
          Map.entry("aug", KindValue.AUGMENTED),
          Map.entry("7#5", KindValue.AUGMENTED_SEVENTH),
          Map.entry("sus2", KindValue.SUSPENDED_SECOND),
          Map.entry("sus4", KindValue.SUSPENDED_FOURTH),
          Map.entry("6", KindValue.MAJOR_SIXTH),
          Map.entry("m6", KindValue.MINOR_SIXTH),
          Map.entry("9", KindValue.DOMINANT_NINTH),
          Map.entry("maj9", KindValue.MAJOR_NINTH),
          Map.entry("m9", KindValue.MINOR_NINTH),
          Map.entry("5", KindValue.POWER));

  private final ChordNames names;

  HarmonyXml(List<ChordName> names) {
    this.names = new ChordNames(names);
  }

  /** What is told in a bar, all of it at its beginning and put where it belongs by offsets. */
  List<Harmony> in(Measure measure) {
    return names.until(measure.end()).stream()
        .map(name -> harmony(name.chord(), Math.max(0, name.unit() - measure.start())))
        .toList();
  }

  private static Harmony harmony(Chord chord, long into) {
    Harmony harmony = new Harmony();
    List<Object> content = harmony.getHarmonyChord();
    content.add(root(ChordNames.root(chord)));
    Kind kind = new Kind();
    kind.setValue(KINDS.getOrDefault(chord.quality(), KindValue.OTHER));
    kind.setText(chord.quality());
    content.add(kind);
    int stroke = chord.symbol().lastIndexOf('/');
    if (chord.bass().isPresent() && stroke >= 0) {
      content.add(bass(chord.symbol().substring(stroke + 1)));
    }
    if (into > 0) {
      Offset offset = new Offset();
      offset.setValue(BigDecimal.valueOf(into));
      harmony.setOffset(offset);
    }
    return harmony;
  }

  private static Root root(String name) {
    Root root = new Root();
    RootStep step = new RootStep();
    step.setValue(Step.fromValue(name.substring(0, 1)));
    root.setRootStep(step);
    if (name.length() > 1) {
      root.setRootAlter(alter(name));
    }
    return root;
  }

  private static Bass bass(String name) {
    Bass bass = new Bass();
    BassStep step = new BassStep();
    step.setValue(Step.fromValue(name.substring(0, 1)));
    bass.setBassStep(step);
    if (name.length() > 1) {
      bass.setBassAlter(alter(name));
    }
    return bass;
  }

  private static HarmonyAlter alter(String name) {
    HarmonyAlter alter = new HarmonyAlter();
    boolean sharp = name.charAt(1) == '#' || name.charAt(1) == '♯';
    alter.setValue(BigDecimal.valueOf(sharp ? 1 : -1));
    return alter;
  }
}
