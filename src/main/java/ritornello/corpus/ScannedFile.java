package ritornello.corpus;

/**
 * A file that was looked at.
 *
 * @param path from the folder that was scanned, with {@code /} between folders on every system;
 *     where several were scanned, with the folder's name in front
 * @param sha256 of its bytes in hexadecimal; empty if they couldn't be read
 * @param verdict what became of it
 * @param fingerprint what its music is like
 */
public record ScannedFile(String path, String sha256, Verdict verdict, Fingerprint fingerprint) {

  /** One whose music is not compared with that of others. */
  ScannedFile(String path, String sha256, Verdict verdict) {
    this(path, sha256, verdict, Fingerprint.NONE);
  }

  ScannedFile with(Verdict other) {
    return new ScannedFile(path, sha256, other, fingerprint);
  }
}
