package ritornello.token;

import ritornello.score.TimeSignature;

/**
 * A place in a bar.
 *
 * @param bar its number, from 0; of a pickup −1
 * @param step after the bar line
 * @param barSteps how many steps the bar has
 * @param metre of the bar
 */
public record BarPlace(int bar, int step, int barSteps, TimeSignature metre) {}
