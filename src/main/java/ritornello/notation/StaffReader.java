package ritornello.notation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ritornello.score.TimeSignature;

/** Reads a staff bar by bar, in order, as symbols. */
final class StaffReader {
  private final List<BarOfVoice> voices;
  private final Map<TimeSignature, Span> metres = new HashMap<>();

  StaffReader(Staff staff) {
    this.voices = staff.voices().stream().map(BarOfVoice::new).toList();
  }

  /**
   * The symbols of each voice in a bar, at the voice's place: the first fills it, with a rest if
   * need be; of the others those do that have a note in it, and the rest are empty.
   */
  List<List<Symbol>> in(Measure measure) {
    Span metre = metres.computeIfAbsent(measure.timeSignature(), Span::of);
    List<List<Symbol>> symbols = new ArrayList<>();
    for (BarOfVoice voice : voices) {
      List<Sound> sounds = voice.in(measure);
      boolean first = symbols.isEmpty();
      symbols.add(sounds.isEmpty() && !first ? List.of() : Rhythm.fill(measure, metre, sounds));
    }
    return symbols;
  }
}
