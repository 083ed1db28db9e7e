package ritornello.corpus;

/**
 * A file that was looked at.
 *
 * @param path from the folder that was scanned, with {@code /} between folders on every system;
 *     where several were scanned, with the folder's name in front
 * @param sha256 of its bytes in hexadecimal; empty if they couldn't be read
 * @param verdict what became of it
 */
public record ScannedFile(String path, String sha256, Verdict verdict) {}
