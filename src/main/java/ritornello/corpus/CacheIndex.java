package ritornello.corpus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All of a {@link TokenCache} but the tokens.
 *
 * @param key of all that it was made from
 * @param files whose pieces know their lengths and nothing else
 */
record CacheIndex(String key, List<ScannedFile> files) {
  private static final int SKIPPED = 0;
  private static final int USED = 1;
  private static final int REPAIRED = 2;

  static void write(DataOutputStream out, String key, List<ScannedFile> files) throws IOException {
    text(out, key);
    out.writeInt(files.size());
    for (ScannedFile file : files) {
      text(out, file.path());
      text(out, file.sha256());
      write(out, file.verdict());
      int[] minHashes = file.fingerprint().minHashes();
      out.writeInt(minHashes.length);
      for (int hash : minHashes) {
        out.writeInt(hash);
      }
    }
  }

  private static void write(DataOutputStream out, Verdict verdict) throws IOException {
    if (verdict instanceof Verdict.Skipped skipped) {
      out.writeByte(SKIPPED);
      text(out, skipped.reason());
    } else if (verdict instanceof Verdict.Used used) {
      out.writeByte(USED);
      out.writeInt(used.piece().length());
      text(out, used.source());
    } else if (verdict instanceof Verdict.Repaired repaired) {
      out.writeByte(REPAIRED);
      out.writeInt(repaired.piece().length());
      text(out, repaired.source());
      out.writeInt(repaired.repairs());
      text(out, repaired.firstRepair());
    }
  }

  /** Of what {@link #write} wrote; its checksum is known to be right. */
  static CacheIndex read(DataInputStream in) throws IOException {
    String key = text(in);
    int count = in.readInt();
    List<ScannedFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String path = text(in);
      String sha256 = text(in);
      Verdict verdict = verdict(in);
      int[] minHashes = new int[in.readInt()];
      for (int j = 0; j < minHashes.length; j++) {
        minHashes[j] = in.readInt();
      }
      files.add(new ScannedFile(path, sha256, verdict, Fingerprint.ofMinHashes(minHashes)));
    }
    return new CacheIndex(key, files);
  }

  private static Verdict verdict(DataInputStream in) throws IOException {
    int kind = in.readByte();
    if (kind == SKIPPED) {
      return new Verdict.Skipped(text(in));
    }
    Piece piece = new Unread(in.readInt());
    String source = text(in);
    return kind == USED
        ? new Verdict.Used(piece, source)
        : new Verdict.Repaired(piece, source, in.readInt(), text(in));
  }

  /** Not writeUTF, which ends at 64 KB. */
  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Knows how long it is. */
  record Unread(int length) implements Piece {
    @Override
    public int[] tokens() {
      throw new IllegalStateException("its tokens are not mapped");
    }
  }
}
