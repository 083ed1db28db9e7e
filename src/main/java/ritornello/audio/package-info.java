/**
 * Scores as sound, rendered faster than they play.
 *
 * <p>In: {@link ritornello.score.Score}. Out: samples in a stream. Start reading at {@link
 * ritornello.audio.WaveRenderer}; {@link ritornello.audio.SoundFonts} finds what it sounds like.
 *
 * <p>Traps: the JDK's synthesizer can be asked for its sound only through classes that the JDK does
 * not export; the manifest of the program's jar, and the tests' command line, say {@code
 * Add-Exports}. Its built-in bank is not the same for every user.
 */
package ritornello.audio;
