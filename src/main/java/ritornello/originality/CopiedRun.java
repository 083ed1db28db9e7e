package ritornello.originality;

/**
 * A run that a piece shares with a collection. Bars count from 1, a pickup included; after {@value
 * Character#MAX_VALUE} they are counted no more.
 *
 * @param notes how many, 2 or more
 * @param firstBar of the piece in which it begins
 * @param lastBar of the piece in which its last note begins
 * @param path the piece of the collection that has it; the first of several by path, unless the run
 *     before it comes from another of them
 * @param sourceFirstBar of that piece
 * @param sourceLastBar of that piece
 */
public record CopiedRun(
    int notes, int firstBar, int lastBar, String path, int sourceFirstBar, int sourceLastBar) {}
