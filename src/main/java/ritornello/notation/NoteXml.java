package ritornello.notation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audiveris.proxymusic.Accidental;
import org.audiveris.proxymusic.AccidentalValue;
import org.audiveris.proxymusic.Empty;
import org.audiveris.proxymusic.EmptyPlacement;
import org.audiveris.proxymusic.Instrument;
import org.audiveris.proxymusic.Notations;
import org.audiveris.proxymusic.Note;
import org.audiveris.proxymusic.NoteType;
import org.audiveris.proxymusic.Notehead;
import org.audiveris.proxymusic.NoteheadValue;
import org.audiveris.proxymusic.Pitch;
import org.audiveris.proxymusic.Rest;
import org.audiveris.proxymusic.ScoreInstrument;
import org.audiveris.proxymusic.StartStop;
import org.audiveris.proxymusic.Step;
import org.audiveris.proxymusic.Tie;
import org.audiveris.proxymusic.Tied;
import org.audiveris.proxymusic.TiedType;
import org.audiveris.proxymusic.TimeModification;
import org.audiveris.proxymusic.Tuplet;
import org.audiveris.proxymusic.Unpitched;
import org.audiveris.proxymusic.YesNo;
import ritornello.score.KeySignature;

/**
 * Symbols as MusicXML's notes.
 *
 * @param drums instrument of each key of a drum part; empty for other parts
 * @param staff 1 or 2 where a part has two; empty where it has one
 * @param voice from 1, counted through all staves of a part
 */
record NoteXml(
    KeySignature key, Map<Integer, ScoreInstrument> drums, Optional<Integer> staff, int voice) {
  private static final GeneralMidi NAMES = new GeneralMidi();

  /** MusicXML has no lower one; what MIDI has below it is no music that an instrument plays. */
  private static final int LOWEST_OCTAVE = 0;

  /** MusicXML's velocities are percents of this one. */
  private static final int FORTE = 90;

  /** Which heads show an accidental. */
  interface Shown {
    boolean isShown(int pitch);
  }

  /** The notes of a symbol: one for each head, or a rest. */
  List<Note> notes(Symbol symbol, Shown accidentals) {
    if (symbol.isRest()) {
      Note note = timed(symbol);
      Rest rest = new Rest();
      if (symbol.wholeMeasure()) {
        rest.setMeasure(YesNo.YES);
      }
      note.setRest(rest);
      addNotations(note, symbol, Optional.empty());
      return List.of(note);
    }
    List<Note> notes = new ArrayList<>();
    for (Symbol.Head head : symbol.heads()) {
      Note note = timed(symbol);
      if (!notes.isEmpty()) {
        note.setChord(new Empty());
      }
      setPitch(note, head, accidentals);
      note.setDynamics(percentOfForte(head.velocity()));
      addTies(note, head);
      addNotations(note, notes.isEmpty() ? symbol : withoutTuplet(symbol), Optional.of(head));
      notes.add(note);
    }
    return notes;
  }

  private static Symbol withoutTuplet(Symbol symbol) {
    return new Symbol(
        symbol.start(),
        symbol.units(),
        symbol.value(),
        symbol.dots(),
        Optional.empty(),
        symbol.wholeMeasure(),
        symbol.heads());
  }

  private static BigDecimal percentOfForte(int velocity) {
    return BigDecimal.valueOf(velocity * 100L)
        .divide(BigDecimal.valueOf(FORTE), 2, RoundingMode.HALF_UP);
  }

  private Note timed(Symbol symbol) {
    Note note = new Note();
    note.setDuration(BigDecimal.valueOf(symbol.units()));
    note.setVoice(Integer.toString(voice));
    staff.ifPresent(number -> note.setStaff(BigInteger.valueOf(number)));
    if (!symbol.wholeMeasure()) {
      NoteType type = new NoteType();
      type.setValue(symbol.value().musicXmlName());
      note.setType(type);
      for (int i = 0; i < symbol.dots(); i++) {
        note.getDot().add(new EmptyPlacement());
      }
    }
    symbol.tuplet().ifPresent(tuplet -> note.setTimeModification(threeInTwo(tuplet)));
    return note;
  }

  private static TimeModification threeInTwo(Symbol.Tuplet tuplet) {
    TimeModification modification = new TimeModification();
    modification.setActualNotes(BigInteger.valueOf(3));
    modification.setNormalNotes(BigInteger.valueOf(2));
    modification.setNormalType(tuplet.normal().musicXmlName());
    return modification;
  }

  private void setPitch(Note note, Symbol.Head head, Shown accidentals) {
    if (!drums.isEmpty()) {
      setDrum(note, head.pitch());
      return;
    }
    Spelling spelling = Spelling.of(head.pitch(), key);
    Pitch pitch = new Pitch();
    pitch.setStep(Step.fromValue(spelling.letterName()));
    if (spelling.alter() != 0) {
      pitch.setAlter(BigDecimal.valueOf(spelling.alter()));
    }
    pitch.setOctave(Math.max(LOWEST_OCTAVE, spelling.octave()));
    note.setPitch(pitch);
    if (accidentals.isShown(head.pitch())) {
      Accidental accidental = new Accidental();
      accidental.setValue(accidental(spelling.alter()));
      note.setAccidental(accidental);
    }
  }

  private void setDrum(Note note, int key) {
    GeneralMidi.Drum drum = NAMES.drum(key);
    Unpitched unpitched = new Unpitched();
    unpitched.setDisplayStep(Step.fromValue(drum.step()));
    unpitched.setDisplayOctave(drum.octave());
    note.setUnpitched(unpitched);
    Instrument instrument = new Instrument();
    instrument.setId(drums.get(key));
    note.getInstrument().add(instrument);
    if (!drum.notehead().equals("normal")) {
      Notehead notehead = new Notehead();
      notehead.setValue(NoteheadValue.fromValue(drum.notehead()));
      note.setNotehead(notehead);
    }
  }

  private static AccidentalValue accidental(int alter) {
    return switch (alter) {
      case -2 -> AccidentalValue.FLAT_FLAT;
      case -1 -> AccidentalValue.FLAT;
      case 0 -> AccidentalValue.NATURAL;
      case 1 -> AccidentalValue.SHARP;
      default -> AccidentalValue.DOUBLE_SHARP;
    };
  }

  private static void addTies(Note note, Symbol.Head head) {
    if (head.tiedFrom()) {
      note.getTie().add(tie(StartStop.STOP));
    }
    if (head.tiedTo()) {
      note.getTie().add(tie(StartStop.START));
    }
  }

  private static Tie tie(StartStop type) {
    Tie tie = new Tie();
    tie.setType(type);
    return tie;
  }

  private static void addNotations(Note note, Symbol symbol, Optional<Symbol.Head> head) {
    Notations notations = new Notations();
    List<Object> all = notations.getTiedOrSlurOrTuplet();
    if (head.filter(Symbol.Head::tiedFrom).isPresent()) {
      all.add(tied(TiedType.STOP));
    }
    if (head.filter(Symbol.Head::tiedTo).isPresent()) {
      all.add(tied(TiedType.START));
    }
    symbol.tuplet().filter(Symbol.Tuplet::first).ifPresent(t -> all.add(tuplet(StartStop.START)));
    symbol.tuplet().filter(Symbol.Tuplet::last).ifPresent(t -> all.add(tuplet(StartStop.STOP)));
    if (!all.isEmpty()) {
      note.getNotations().add(notations);
    }
  }

  private static Tied tied(TiedType type) {
    Tied tied = new Tied();
    tied.setType(type);
    return tied;
  }

  private static Tuplet tuplet(StartStop type) {
    Tuplet tuplet = new Tuplet();
    tuplet.setType(type);
    tuplet.setNumber(1);
    if (type == StartStop.START) {
      tuplet.setBracket(YesNo.YES);
    }
    return tuplet;
  }
}
