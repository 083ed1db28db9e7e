package ritornello.notation;

import java.util.List;

/**
 * What one instrument plays.
 *
 * @param name as the score has it, or the instrument's
 * @param instrument its name in General MIDI
 * @param channel 0 to 15
 * @param program General MIDI program, 0 to 127
 * @param staves one, or two of a piano
 */
record Part(
    String name, String instrument, int channel, int program, boolean drums, List<Staff> staves) {
  Part {
    staves = List.copyOf(staves);
  }

  /** The same, with notes that sound on at one of these units cut there, and tied. */
  Part tiedAt(List<Long> units) {
    List<Staff> tied =
        staves.stream()
            .map(staff -> new Staff(staff.clef(), tiedAt(units, staff.voices())))
            .toList();
    return new Part(name, instrument, channel, program, drums, tied);
  }

  private static List<List<Sound>> tiedAt(List<Long> units, List<List<Sound>> voices) {
    return voices.stream()
        .map(voice -> voice.stream().flatMap(sound -> sound.tiedAt(units).stream()).toList())
        .toList();
  }
}
