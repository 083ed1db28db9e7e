package ritornello.corpus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ritornello.midi.MidiReading;
import ritornello.score.Score;
import ritornello.score.Track;

/** Sums over a collection, file by file. */
public final class Totals {
  private static final int TEMPO_STEP = 20;
  private static final long[] LENGTH_SECONDS = {10, 30, 60, 120, 300, 600, 1800};

  private static final int MOST_REASONS = 100;
  private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b(?! MB)");

  private int files;
  private int used;
  private int repaired;
  private int skipped;
  private long noteOns;
  private long repairs;
  private double seconds;
  private final SortedMap<String, Integer> reasons = new TreeMap<>();
  private final SortedMap<String, Integer> keys = new TreeMap<>();
  private final SortedMap<String, Integer> metres = new TreeMap<>();
  private final SortedMap<Integer, Integer> tempos = new TreeMap<>();
  private final SortedMap<Integer, Integer> lengths = new TreeMap<>();
  private final SortedMap<Integer, Integer> programs = new TreeMap<>();

  /** Counts a file. */
  public void add(Surveyed surveyed) {
    files++;
    Verdict verdict = surveyed.file().verdict();
    if (verdict instanceof Verdict.Skipped no) {
      skipped++;
      String kind = kind(no.reason());
      boolean known = reasons.containsKey(kind) || reasons.size() < MOST_REASONS;
      reasons.merge(known ? kind : "other reasons", 1, Integer::sum);
    } else if (verdict instanceof Verdict.Repaired) {
      repaired++;
    } else {
      used++;
    }
    surveyed.reading().ifPresent(this::add);
  }

  /** A reason without what is only of this file: what it quotes, and numbers. */
  private static String kind(String reason) {
    String quoted = QUOTED.matcher(reason).replaceAll("'…'");
    return NUMBER.matcher(quoted).replaceAll("…");
  }

  private void add(MidiReading reading) {
    Score score = reading.score();
    noteOns += reading.info().noteOns();
    repairs += reading.repairCount();
    double length = score.tempoMap().microsAt(score.endTick()) / 1e6;
    seconds += length;
    int bucket = 0;
    while (bucket < LENGTH_SECONDS.length && length >= LENGTH_SECONDS[bucket]) {
      bucket++;
    }
    lengths.merge(bucket, 1, Integer::sum);
    String none = "none given";
    keys.merge(
        score.keySignatures().isEmpty()
            ? none
            : score.keySignatures().get(0).keySignature().toString(),
        1,
        Integer::sum);
    metres.merge(
        score.timeSignatures().isEmpty()
            ? none
            : score.timeSignatures().get(0).timeSignature().toString(),
        1,
        Integer::sum);
    int qpm = (int) Math.min(1000, score.tempoMap().changes().get(0).qpm());
    tempos.merge(qpm / TEMPO_STEP * TEMPO_STEP, 1, Integer::sum);
    score.tracks().stream()
        .filter(track -> !track.notes().isEmpty() && !track.isDrums())
        .map(track -> track.program().orElse(0) + 1)
        .distinct()
        .forEach(program -> programs.merge(program, 1, Integer::sum));
    if (score.tracks().stream().anyMatch(t -> t.channel() == Track.DRUM_CHANNEL)) {
      programs.merge(0, 1, Integer::sum);
    }
  }

  /** Files that were looked at. */
  public int files() {
    return files;
  }

  /** Sound files that can be learned from. */
  public int used() {
    return used;
  }

  /** Damaged files that can be learned from. */
  public int repaired() {
    return repaired;
  }

  /** Files that can't be learned from. */
  public int skipped() {
    return skipped;
  }

  /** Note-on events of all files that could be read, before any pairing. */
  public long noteOns() {
    return noteOns;
  }

  /** Repairs of all files. */
  public long repairs() {
    return repairs;
  }

  /** Seconds of music. */
  public double seconds() {
    return seconds;
  }

  /** Why files were skipped, without what is only of one of them, and how many. */
  public Map<String, Integer> reasons() {
    return Collections.unmodifiableMap(reasons);
  }

  /** Files by their first key signature. */
  public Map<String, Integer> keys() {
    return Collections.unmodifiableMap(keys);
  }

  /** Files by their first time signature. */
  public Map<String, Integer> metres() {
    return Collections.unmodifiableMap(metres);
  }

  /** Files by their first tempo in quarter notes a minute, as {@code 120–139}. */
  public Map<String, Integer> tempos() {
    Map<String, Integer> named = new LinkedHashMap<>();
    tempos.forEach((from, count) -> named.put(from + "–" + (from + TEMPO_STEP - 1), count));
    return named;
  }

  /** Files by how long they last, as {@code 0:10–0:30}. */
  public Map<String, Integer> lengths() {
    Map<String, Integer> named = new LinkedHashMap<>();
    lengths.forEach((bucket, count) -> named.put(lengthName(bucket), count));
    return named;
  }

  private static String lengthName(int bucket) {
    if (bucket == LENGTH_SECONDS.length) {
      return "over " + minutes(LENGTH_SECONDS[bucket - 1]);
    }
    String end = minutes(LENGTH_SECONDS[bucket]);
    return bucket == 0 ? "under " + end : minutes(LENGTH_SECONDS[bucket - 1]) + "–" + end;
  }

  private static String minutes(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** Files by the General MIDI instruments they use, from 1; a file may have several. */
  public Map<String, Integer> programs() {
    Map<String, Integer> named = new LinkedHashMap<>();
    programs.forEach(
        (program, count) -> named.put(program == 0 ? "drums" : String.valueOf(program), count));
    return named;
  }
}
