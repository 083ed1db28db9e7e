/**
 * A model that plays along: music without end, and answers to phrases.
 *
 * <p>In: a {@link ritornello.lm.LanguageModel}, what a musician wants of it ({@link
 * ritornello.jam.Wish}), phrases that were heard. Out: bars and phrases to be played. Start reading
 * at {@link ritornello.jam.EndlessMusic} and {@link ritornello.jam.Answers}.
 *
 * <p>Traps: whoever plays asks from a thread of its own, and a wish comes from another; what is
 * invented beyond the bar that is asked for may still change.
 */
package ritornello.jam;
