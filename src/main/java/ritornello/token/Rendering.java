package ritornello.token;

/**
 * What tokens do not say and a score needs.
 *
 * @param name of the track
 * @param qpm tempo in quarter notes a minute
 * @param program General MIDI program, 0 to 127
 * @param velocity of every note, 1 to 127
 */
public record Rendering(String name, double qpm, int program, int velocity) {}
