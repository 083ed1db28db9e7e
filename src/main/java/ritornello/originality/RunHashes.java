package ritornello.originality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ritornello.store.Safetensors;
import ritornello.store.Tensor;

/**
 * The runs of a collection as hashes: enough to tell that a run is in it, not to play it or to say
 * which piece it is of. So a model can keep them without the music that it was trained on.
 *
 * <p>A file has those of some lengths, as a set of Golomb-coded hashes (F. Putze, P. Sanders and J.
 * Singler, "Cache-, hash- and space-efficient Bloom filters", 2007): 11.6 bits a run. One run in
 * 1024 that the collection does not have is taken for one of its; one that it has, never for none.
 */
public final class RunHashes implements RunsOfLength {
  /** How long copies may be kept from getting; of each, the runs of one note more are in a file. */
  public static final List<Integer> LIMITS = List.of(6, 8, 10, 12, 16, 20, 24, 32);

  private static final String FORMAT = "format";
  private static final String FORMAT_1 = "ritornello-runs-1";

  /** One in 2 to this power is found by mistake. */
  private static final int BITS = 10;

  /** Hashes that are sorted at a time: what bounds the memory. */
  private static final long MOST_SORTED = 1 << 22;

  private final int notes;

  /** Hashes are less than this. */
  private final long range;

  private final long[] rising;

  private RunHashes(int notes, long range, long[] rising) {
    this.notes = notes;
    this.range = range;
    this.rising = rising;
  }

  /** The longest of {@link #LIMITS} up to this one; the shortest if it is less than all. */
  public static int limit(int mostNotes) {
    return LIMITS.stream().filter(limit -> limit <= mostNotes).reduce((a, b) -> b).orElse(6);
  }

  /**
   * Those of these lines, for all limits.
   *
   * @param lines gone through several times; none of them is kept
   */
  public static Safetensors file(Iterable<GrowingLine> lines) {
    List<Tensor> tensors = new ArrayList<>();
    Map<String, String> metadata = new TreeMap<>(Map.of(FORMAT, FORMAT_1));
    long[] runs = counts(lines);
    for (int i = 0; i < runs.length; i++) {
      int limit = LIMITS.get(i);
      RiceCode code = new RiceCode(BITS);
      long distinct = encode(lines, limit + 1, runs[i] << BITS, code);
      int[] words = code.words();
      tensors.add(new Tensor.I32("runs." + limit, new int[] {words.length}, words));
      metadata.put("runs." + limit, runs[i] + " " + distinct);
    }
    return Safetensors.of(tensors, metadata);
  }

  /** How many runs there are that are one note longer than each limit. */
  private static long[] counts(Iterable<GrowingLine> lines) {
    long[] runs = new long[LIMITS.size()];
    for (GrowingLine line : lines) {
      for (int i = 0; i < runs.length; i++) {
        runs[i] += Math.max(0, line.notes() - LIMITS.get(i));
      }
    }
    return runs;
  }

  /** Part by part of their range, so that few are in memory. */
  private static long encode(Iterable<GrowingLine> lines, int notes, long range, RiceCode into) {
    long parts = 1 + (range >>> BITS) / MOST_SORTED;
    long distinct = 0;
    for (long part = 0; part < parts; part++) {
      long[] hashes = hashes(lines, notes, range, range / parts * part, end(range, parts, part));
      for (int i = 0; i < hashes.length; i++) {
        if (i == 0 || hashes[i] != hashes[i - 1]) {
          into.add(hashes[i]);
          distinct++;
        }
      }
    }
    return distinct;
  }

  private static long end(long range, long parts, long part) {
    return part + 1 == parts ? range : range / parts * (part + 1);
  }

  private static long[] hashes(
      Iterable<GrowingLine> lines, int notes, long range, long from, long to) {
    long[] hashes = new long[1 << 10];
    int count = 0;
    for (GrowingLine line : lines) {
      for (int end = notes - 1; end < line.notes(); end++) {
        long hash = hash(line, end, notes, range);
        if (hash >= from && hash < to) {
          hashes = count < hashes.length ? hashes : Arrays.copyOf(hashes, 2 * count);
          hashes[count++] = hash;
        }
      }
    }
    Arrays.sort(hashes, 0, count);
    return Arrays.copyOf(hashes, count);
  }

  /** Of the intervals and ratios of a run, the last first; of its second note only the interval. */
  private static long hash(GrowingLine line, int end, int notes, long range) {
    long hash = notes;
    for (int depth = 0; depth < notes - 2; depth++) {
      hash = mixed(hash + line.symbol(end - depth));
    }
    hash = mixed(hash + Symbols.firstOfInterval(line.symbol(end - notes + 2)));
    return Math.multiplyHigh(hash >>> 1, range << 1);
  }

  /** SplitMix64's next number after this one (Steele, Lea and Flood 2014). */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * The runs that are one note longer than a limit.
   *
   * @param file that {@link #file} made
   * @param limit one of {@link #LIMITS}
   * @throws IOException if it is anything else
   */
  public static RunHashes of(Safetensors file, int limit) throws IOException {
    if (!file.metadata(FORMAT).equals(FORMAT_1)) {
      throw new IOException(
          "the runs are of format "
              + file.metadata(FORMAT)
              + ", and this program reads "
              + FORMAT_1
              + "; use the version of Ritornello that made them");
    }
    String name = "runs." + limit;
    try {
      String[] counts = file.metadata(name).split(" ", 2);
      long range = Long.parseLong(counts[0]) << BITS;
      int[] words = file.ints(name, file.tensor(name).shape());
      long[] rising = RiceCode.numbers(words, Integer.parseInt(counts[1]), BITS);
      return new RunHashes(limit + 1, range, rising);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("the runs are damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public int notes() {
    return notes;
  }

  @Override
  public boolean hasEndOf(GrowingLine line) {
    return Arrays.binarySearch(rising, hash(line, line.notes() - 1, notes, range)) >= 0;
  }
}
