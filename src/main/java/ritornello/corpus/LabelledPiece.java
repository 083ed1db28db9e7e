package ritornello.corpus;

/**
 * A piece and what it is.
 *
 * @param path of its file, from the folder that was scanned
 * @param label number of its label, from 0
 * @param notes that its tokens tell of
 */
public record LabelledPiece(String path, int label, Piece piece, int notes) {}
