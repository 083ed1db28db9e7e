package ritornello.notation;

/**
 * What writing music down did to it.
 *
 * @param notes that were to be written
 * @param moved of them, whose start was a tick or more off the grid
 * @param merged of them, which fell on another of the same pitch and are not written
 * @param moveMicros how far a start was moved on average of all notes, in microseconds
 * @param farthestMoveMicros of the one that was moved farthest
 * @param stepsPerQuarter of the grid: 4, 8, 12 or 24
 */
public record Fit(
    int notes,
    int moved,
    int merged,
    double moveMicros,
    long farthestMoveMicros,
    int stepsPerQuarter) {}
