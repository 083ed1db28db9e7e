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
}
