package ritornello.jam;

import ritornello.score.TimeSignature;

/**
 * How a jam goes.
 *
 * @param metre of all of it
 * @param phraseBars how long a phrase is at most, 1 or more
 * @param silenceQuarters after so long a silence, in quarter notes, a phrase is over before that
 * @param answerBars how long an answer is; 0 for as long as the phrase
 */
public record JamOptions(
    TimeSignature metre, int phraseBars, double silenceQuarters, int answerBars) {
  public JamOptions {
    if (phraseBars < 1 || answerBars < 0 || !(silenceQuarters > 0)) {
      throw new IllegalArgumentException(
          "phrases have 1 bar or more, answers too, and the silence after them is longer than 0");
    }
  }
}
