package ritornello.corpus;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import ritornello.store.WholeFile;
import ritornello.token.CodecSpec;

/**
 * A collection whose token ids are in a file that is mapped into memory: however many there are,
 * the heap holds none of them.
 *
 * <p>The file, big-endian: {@value #MAGIC} as 8 ASCII characters; the ids, 4 bytes each; the index,
 * as {@link CacheIndex} writes it; 8 bytes where the index begins; 8 bytes CRC-32C of all before.
 */
final class TokenCache {
  private static final String MAGIC = "RTOKENS1";
  private static final int HEAD_BYTES = 8;
  private static final int FOOT_BYTES = 16;

  /** Of ids that are mapped at a time: a mapping holds at most 2 GB. */
  private static final long MAPPED_IDS = 1 << 28;

  private TokenCache() {}

  /** Makes files known, one after the other. */
  interface Feed {
    /** Hands over each file of the collection. */
    void each(Sink sink) throws IOException;
  }

  /** Takes files. */
  interface Sink {
    void file(ScannedFile file) throws IOException;
  }

  /**
   * Writes a cache, and reads it again.
   *
   * @param key of all that it is made from
   */
  static MidiCollection write(Path file, String key, String place, CodecSpec codec, Feed feed)
      throws IOException {
    WholeFile.write(file, out -> write(out, key, feed));
    Opened opened = open(file, key, place, codec);
    return opened.collection().orElseThrow(() -> new IOException(file + ": " + opened.why()));
  }

  private static void write(OutputStream plain, String key, Feed feed) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(plain, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeBytes(MAGIC);
    List<ScannedFile> files = new ArrayList<>();
    feed.each(
        file -> {
          if (file.verdict() instanceof Verdict.Usable usable) {
            int[] tokens = usable.piece().tokens();
            ByteBuffer bytes = ByteBuffer.allocate(tokens.length * Integer.BYTES);
            bytes.asIntBuffer().put(tokens);
            out.write(bytes.array());
            files.add(file.with(usable.with(new CacheIndex.Unread(tokens.length))));
          } else {
            files.add(file);
          }
        });
    long ids = 0;
    for (ScannedFile file : files) {
      ids += file.verdict() instanceof Verdict.Usable usable ? usable.piece().length() : 0;
    }
    CacheIndex.write(out, key, files);
    out.writeLong(HEAD_BYTES + ids * Integer.BYTES);
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * What became of opening one.
   *
   * @param collection empty if it can't be used
   * @param why it can't be used, for people; empty if there is none
   */
  record Opened(Optional<MidiCollection> collection, String why) {}

  /**
   * Opens a cache, if there is one that was made from the same.
   *
   * @param key of all that it is to be made from
   */
  static Opened open(Path file, String key, String place, CodecSpec codec) {
    if (!Files.exists(file)) {
      return new Opened(Optional.empty(), "");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return open(channel, file, key, place, codec);
    } catch (IOException e) {
      return new Opened(Optional.empty(), "it cannot be read: " + e.getMessage());
    }
  }

  private static Opened open(
      FileChannel channel, Path file, String key, String place, CodecSpec codec)
      throws IOException {
    long size = channel.size();
    if (size < HEAD_BYTES + FOOT_BYTES || !isSound(file, size)) {
      return new Opened(Optional.empty(), "it is damaged");
    }
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    channel.read(head, 0);
    if (!MAGIC.equals(new String(head.array(), StandardCharsets.US_ASCII))) {
      return new Opened(Optional.empty(), "it is of another version of the program");
    }
    ByteBuffer foot = ByteBuffer.allocate(Long.BYTES);
    channel.read(foot, size - FOOT_BYTES);
    long indexAt = foot.flip().getLong();
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(indexAt);
      CacheIndex index = CacheIndex.read(new DataInputStream(new BufferedInputStream(in)));
      if (!index.key().equals(key)) {
        return new Opened(Optional.empty(), "it was made from other files, or in another way");
      }
      List<ScannedFile> files = mapped(index.files(), map(channel, indexAt));
      return new Opened(Optional.of(new MidiCollection(place, codec, files)), "");
    }
  }

  private static boolean isSound(Path file, long size) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (long left = size - Long.BYTES; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException("it got shorter");
        }
        sum.update(buffer, 0, count);
        left -= count;
      }
      return new DataInputStream(in).readLong() == sum.getValue();
    }
  }

  private static IntBuffer[] map(FileChannel channel, long indexAt) throws IOException {
    long ids = (indexAt - HEAD_BYTES) / Integer.BYTES;
    IntBuffer[] maps = new IntBuffer[(int) ((ids + MAPPED_IDS - 1) / MAPPED_IDS)];
    for (int i = 0; i < maps.length; i++) {
      long first = i * MAPPED_IDS;
      long count = Math.min(MAPPED_IDS, ids - first);
      maps[i] =
          channel
              .map(
                  FileChannel.MapMode.READ_ONLY,
                  HEAD_BYTES + first * Integer.BYTES,
                  count * Integer.BYTES)
              .asIntBuffer();
    }
    return maps;
  }

  private static List<ScannedFile> mapped(List<ScannedFile> files, IntBuffer[] maps) {
    List<ScannedFile> mapped = new ArrayList<>();
    long first = 0;
    for (ScannedFile file : files) {
      if (file.verdict() instanceof Verdict.Usable usable) {
        int length = usable.piece().length();
        mapped.add(file.with(usable.with(new Mapped(maps, first, length))));
        first += length;
      } else {
        mapped.add(file);
      }
    }
    return mapped;
  }

  /** A piece in the file. */
  private record Mapped(IntBuffer[] maps, long first, int length) implements Piece {
    @Override
    public int[] tokens() {
      int[] tokens = new int[length];
      for (int done = 0; done < length; ) {
        long at = first + done;
        IntBuffer map = maps[(int) (at / MAPPED_IDS)];
        int from = (int) (at % MAPPED_IDS);
        int count = Math.min(length - done, map.limit() - from);
        map.get(from, tokens, done, count);
        done += count;
      }
      return tokens;
    }
  }
}
