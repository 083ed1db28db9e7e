package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.DuplicateFinder;
import ritornello.midi.MidiReader;
import ritornello.originality.RunIndex;

/**
 * The runs of a collection, and which of its pieces are nearly the same.
 *
 * @param index of all pieces that could be read
 * @param groups of near-duplicates: for the path of each of their pieces, all of them
 */
record CollectionRuns(RunIndex index, Map<String, Set<String>> groups) {

  /**
   * Reads a collection.
   *
   * @param places folders, or MIDI files
   * @throws IOException as {@link CollectionScan#survey}
   */
  static CollectionRuns of(List<Path> places, MidiReader.Mode mode) throws IOException {
    RunIndex.Builder builder = new RunIndex.Builder();
    DuplicateFinder finder = new DuplicateFinder();
    try (ScanBar bar = new ScanBar()) {
      new CollectionScan(CodecNames.codec(Optional.empty(), Optional.empty()), mode, bar::file)
          .survey(
              places,
              surveyed -> {
                finder.add(surveyed.file());
                surveyed
                    .reading()
                    .ifPresent(reading -> builder.add(surveyed.file().path(), reading.score()));
              });
    }
    Map<String, Set<String>> groups = new HashMap<>();
    for (DuplicateFinder.Duplicates group : finder.groups()) {
      Set<String> paths = Set.copyOf(group.paths());
      paths.forEach(path -> groups.put(path, paths));
    }
    return new CollectionRuns(builder.build(), Map.copyOf(groups));
  }

  /** The near-duplicates of a piece, itself included if there are any. */
  Set<String> nearlySame(String path) {
    return groups.getOrDefault(path, Set.of());
  }
}
