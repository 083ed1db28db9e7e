/**
 * Music as it is written down: bars, voices, note values, ties, tuplets, spelled pitches; and the
 * formats that hold these, MusicXML and ABC.
 *
 * <p>In: {@link ritornello.score.Score}. Out: text in a stream. Start reading at {@link
 * ritornello.notation.Notation}, which is what a page of music says; {@link
 * ritornello.notation.MusicXml} and {@link ritornello.notation.AbcText} write it. A package of its
 * own beside {@code report}, because all of it is about what a musician reads and none about
 * figures, and because MusicXML brings JAXB along, which nothing else needs to know.
 *
 * <p>Traps: a <em>unit</em> is a 24th of a quarter note here, so that 32nd notes and triplets are
 * whole. A position in a bar counts from where its full bar would begin, which is not where a
 * pickup does. JAXB takes a second when it is first used: reach for {@code MusicXml} only when a
 * file of it is to be written.
 */
package ritornello.notation;
