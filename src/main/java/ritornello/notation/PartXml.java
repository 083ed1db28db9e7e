package ritornello.notation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.audiveris.proxymusic.Attributes;
import org.audiveris.proxymusic.Backup;
import org.audiveris.proxymusic.BarStyle;
import org.audiveris.proxymusic.BarStyleColor;
import org.audiveris.proxymusic.Barline;
import org.audiveris.proxymusic.ClefSign;
import org.audiveris.proxymusic.Key;
import org.audiveris.proxymusic.MidiInstrument;
import org.audiveris.proxymusic.ObjectFactory;
import org.audiveris.proxymusic.PartName;
import org.audiveris.proxymusic.RightLeftMiddle;
import org.audiveris.proxymusic.ScoreInstrument;
import org.audiveris.proxymusic.ScorePart;
import org.audiveris.proxymusic.ScorePartwise;
import org.audiveris.proxymusic.Time;
import org.audiveris.proxymusic.YesNo;

/** A part as MusicXML: its entry in the list of parts, and its bars. */
final class PartXml {
  private static final int VOICES_A_STAFF = 4;

  private final Part part;
  private final String id;
  private final List<Measure> measures;
  private final ScorePart scorePart = new ScorePart();
  private final Map<Integer, ScoreInstrument> drums = new TreeMap<>();
  private final ObjectFactory factory = new ObjectFactory();

  /**
   * @param number from 1
   */
  PartXml(Part part, int number, List<Measure> measures) {
    this.part = part;
    this.id = "P" + number;
    this.measures = measures;
    scorePart.setId(id);
    PartName name = new PartName();
    name.setValue(part.name());
    scorePart.setPartName(name);
    if (part.drums()) {
      addDrums();
    } else {
      MidiInstrument sound = sound(instrument(id + "-I1", part.instrument()));
      sound.setMidiProgram(part.program() + 1);
    }
  }

  ScorePart entry() {
    return scorePart;
  }

  private void addDrums() {
    GeneralMidi names = new GeneralMidi();
    part.staves().get(0).voices().stream()
        .flatMap(List::stream)
        .flatMap(sound -> sound.heads().stream())
        .map(Symbol.Head::pitch)
        .sorted()
        .distinct()
        .forEach(key -> drums.put(key, instrument(id + "-I" + (key + 1), names.drum(key).name())));
    drums.forEach(
        (key, instrument) -> {
          MidiInstrument sound = sound(instrument);
          sound.setMidiProgram(part.program() + 1);
          sound.setMidiUnpitched(key + 1);
        });
  }

  private ScoreInstrument instrument(String instrumentId, String name) {
    ScoreInstrument instrument = new ScoreInstrument();
    instrument.setId(instrumentId);
    instrument.setInstrumentName(name);
    scorePart.getScoreInstrument().add(instrument);
    return instrument;
  }

  private MidiInstrument sound(ScoreInstrument instrument) {
    MidiInstrument sound = new MidiInstrument();
    sound.setId(instrument);
    sound.setMidiChannel(part.channel() + 1);
    scorePart.getMidiDeviceAndMidiInstrument().add(sound);
    return sound;
  }

  /**
   * The bars.
   *
   * @param tempos to tell here; none if another part does
   * @param chords to name here
   */
  ScorePartwise.Part bars(TempoXml tempos, HarmonyXml chords) {
    ScorePartwise.Part xml = new ScorePartwise.Part();
    xml.setId(scorePart);
    List<StaffReader> staves = part.staves().stream().map(StaffReader::new).toList();
    for (int i = 0; i < measures.size(); i++) {
      Measure measure = measures.get(i);
      ScorePartwise.Part.Measure bar = new ScorePartwise.Part.Measure();
      bar.setNumber(Integer.toString(measure.number()));
      if (measure.isPickup()) {
        bar.setImplicit(YesNo.YES);
      }
      List<Object> content = bar.getNoteOrBackupOrForward();
      addAttributes(content, measure, i == 0);
      content.addAll(tempos.in(measure));
      content.addAll(chords.in(measure));
      for (int staff = 0; staff < staves.size(); staff++) {
        addStaff(content, measure, staff, staves.get(staff).in(measure));
      }
      if (i == measures.size() - 1) {
        content.add(finalBarLine());
      }
      xml.getMeasure().add(bar);
    }
    return xml;
  }

  private void addStaff(
      List<Object> content, Measure measure, int staff, List<List<Symbol>> voices) {
    Accidentals accidentals = new Accidentals(voices, measure.key(), true);
    Optional<Integer> number = part.staves().size() > 1 ? Optional.of(staff + 1) : Optional.empty();
    for (int v = 0; v < voices.size(); v++) {
      int voice = v;
      List<Symbol> symbols = voices.get(voice);
      if (symbols.isEmpty()) {
        continue;
      }
      if (staff > 0 || voice > 0) {
        Backup backup = new Backup();
        backup.setDuration(BigDecimal.valueOf(measure.length()));
        content.add(backup);
      }
      NoteXml notes = new NoteXml(measure.key(), drums, number, staff * VOICES_A_STAFF + voice + 1);
      for (int i = 0; i < symbols.size(); i++) {
        int place = i;
        content.addAll(
            notes.notes(symbols.get(i), pitch -> accidentals.isShown(voice, place, pitch)));
      }
    }
  }

  private void addAttributes(List<Object> content, Measure measure, boolean first) {
    if (!first && !measure.newKey() && !measure.newTimeSignature()) {
      return;
    }
    Attributes attributes = new Attributes();
    if (first) {
      attributes.setDivisions(BigDecimal.valueOf(Notation.UNITS_PER_QUARTER));
    }
    if (measure.newKey() && !part.drums()) {
      Key key = new Key();
      key.setFifths(BigInteger.valueOf(measure.key().fifths()));
      key.setMode(measure.key().minor() ? "minor" : "major");
      attributes.getKey().add(key);
    }
    if (measure.newTimeSignature()) {
      Time time = new Time();
      String beats = Integer.toString(measure.timeSignature().numerator());
      String type = Integer.toString(measure.timeSignature().denominator());
      time.getTimeSignature().add(factory.createTimeBeats(beats));
      time.getTimeSignature().add(factory.createTimeBeatType(type));
      attributes.getTime().add(time);
    }
    if (first) {
      addClefs(attributes);
    }
    content.add(attributes);
  }

  private void addClefs(Attributes attributes) {
    int staves = part.staves().size();
    if (staves > 1) {
      attributes.setStaves(BigInteger.valueOf(staves));
    }
    for (int i = 0; i < staves; i++) {
      Clef clef = part.staves().get(i).clef();
      org.audiveris.proxymusic.Clef xml = new org.audiveris.proxymusic.Clef();
      xml.setSign(ClefSign.fromValue(clef.sign()));
      if (clef != Clef.PERCUSSION) {
        xml.setLine(BigInteger.valueOf(clef.line()));
      }
      if (clef.octaves() != 0) {
        xml.setClefOctaveChange(BigInteger.valueOf(clef.octaves()));
      }
      if (staves > 1) {
        xml.setNumber(BigInteger.valueOf(i + 1));
      }
      attributes.getClef().add(xml);
    }
  }

  private static Barline finalBarLine() {
    BarStyleColor style = new BarStyleColor();
    style.setValue(BarStyle.LIGHT_HEAVY);
    Barline line = new Barline();
    line.setLocation(RightLeftMiddle.RIGHT);
    line.setBarStyle(style);
    return line;
  }
}
