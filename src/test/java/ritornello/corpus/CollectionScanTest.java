package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.store.Hash;

@Timeout(20)
class CollectionScanTest {
  @TempDir Path folder;

  @Test
  void everyMidiFileGetsAVerdictInTheOrderOfPaths() throws IOException {
    put("b/good.MID", "60 62");
    put("a/damaged.kar", "! 60 ! 64");
    put("a/empty.rmi", "");
    put("z.midi", "what is this");
    put("bug.mid", "bug");
    put("notes.txt", "60 62");
    put("mid", "60 62");

    MidiCollection collection = scan();

    assertThat(collection.files())
        .extracting(ScannedFile::path)
        .containsExactly("a/damaged.kar", "a/empty.rmi", "b/good.MID", "bug.mid", "z.midi");
    assertThat(collection.verdict("b/good.MID"))
        .hasValueSatisfying(
            verdict -> {
              Verdict.Used used = (Verdict.Used) verdict;
              assertThat(used.piece().tokens()).containsExactly(64, 66, 2);
              assertThat(used.source()).isEqualTo("all tracks");
            });
    assertThat(collection.verdict("a/damaged.kar"))
        .hasValueSatisfying(
            verdict -> {
              Verdict.Repaired repaired = (Verdict.Repaired) verdict;
              assertThat(repaired.repairs()).isEqualTo(2);
              assertThat(repaired.firstRepair()).isEqualTo("byte 0: a stray byte; left out");
              assertThat(repaired.piece().tokens()).containsExactly(64, 68, 2);
            });
    assertThat(collection.verdict("a/empty.rmi")).contains(new Verdict.Skipped("no notes"));
    assertThat(collection.verdict("z.midi"))
        .contains(new Verdict.Skipped("not a MIDI file: no MThd"));
    assertThat(collection.verdict("bug.mid"))
        .hasValueSatisfying(verdict -> assertThat(verdict.toString()).contains("please report it"));
    assertThat(collection.summary()).isEqualTo("5 files: 2 used (1 of them repaired), 3 skipped");
    assertThat(collection.files().get(2).sha256())
        .isEqualTo(Hash.sha256(folder.resolve("b/good.MID")));
  }

  @Test
  void aSingleFileIsACollectionWhateverItsName() throws IOException {
    Path file = put("tune", "60 62");

    assertThat(scan(file).files()).extracting(ScannedFile::path).containsExactly("tune");
  }

  @Test
  void severalFoldersAreOneCollection() throws IOException {
    put("x/tune.mid", "60");
    put("y/tune.mid", "61");

    assertThat(scan(folder.resolve("y"), folder.resolve("x")).files())
        .extracting(ScannedFile::path)
        .containsExactly("x/tune.mid", "y/tune.mid");
  }

  @Test
  void aFileIsLookedAtOnceHoweverManyPlacesItIsIn() throws IOException {
    put("a/midi/tune.mid", "60");
    put("b/midi/tune.mid", "61");
    Path a = folder.resolve("a/midi");
    Path b = folder.resolve("b/midi");
    List<ScannedFile> files = scan(a, b, a, folder, a.resolve("tune.mid")).files();
    assertThat(files)
        .extracting(ScannedFile::path)
        .containsExactly(a + "/tune.mid", b + "/tune.mid");
  }

  @Test
  void otherFilesAreCountedByTheEndsOfTheirNames() throws IOException {
    put("tune.mid", "60");
    put("a/readme.TXT", "");
    put("a/more.txt", "");
    put("song.json", "");
    put("Makefile", "");
    put(".hidden", "");
    Map<String, Integer> others =
        new CollectionScan(new PitchCodec("pitch"), new PitchText(), (done, total) -> {})
            .survey(List.of(folder), surveyed -> {});
    assertThat(others).isEqualTo(Map.of(".txt", 2, ".json", 1, "", 2));
  }

  @Test
  void aFolderThatMayNotBeEnteredIsNamed() throws IOException {
    put("tune.mid", "60");
    Path listed = put("listed/tune.mid", "61").getParent();
    Files.setPosixFilePermissions(listed, PosixFilePermissions.fromString("r--r--r--"));
    assumeTrue(!Files.isExecutable(listed), "root may enter any folder");
    assertThat(scan().verdict("listed/"))
        .contains(new Verdict.Skipped("no permission to enter this folder"));
  }

  @Test
  void reasonsAreCountedByKind() throws IOException {
    Totals totals = new Totals();
    List<String> reasons =
        List.of(
            "it begins with 'PK.x', as a zip archive does",
            "it begins with 'PK'y', as a zip archive does",
            "it is damaged at byte 17: 3 bytes are missing",
            "it is damaged at byte 9: 12 bytes are missing",
            "it has more than 64 MB");
    for (String reason : reasons) {
      ScannedFile file = new ScannedFile("x", "", new Verdict.Skipped(reason));
      totals.add(new Surveyed(file, Optional.empty()));
    }
    assertThat(totals.reasons())
        .isEqualTo(
            Map.of(
                "it begins with '…', as a zip archive does", 2,
                "it is damaged at byte …: … bytes are missing", 2,
                "it has more than 64 MB", 1));
    for (int i = 0; i < 1000; i++) {
      String odd = "odd " + "x".repeat(i);
      totals.add(
          new Surveyed(new ScannedFile("x", "", new Verdict.Skipped(odd)), Optional.empty()));
    }
    assertThat(totals.reasons()).hasSizeLessThan(110).containsKey("other reasons");
  }

  @Test
  void progressCountsToTheEnd() throws IOException {
    put("a.mid", "60");
    put("b.mid", "x");
    put("c.mid", "61");
    List<String> steps = new ArrayList<>();

    new CollectionScan(
            new PitchCodec("pitch"),
            new PitchText(),
            (done, total) -> steps.add(done + "/" + total))
        .scan(List.of(folder));

    assertThat(steps).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void linksThatLeadInACircleEndSomewhere() throws IOException {
    put("a/tune.mid", "60");
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a/self"));
    Files.createSymbolicLink(folder.resolve("a/self.mid"), folder.resolve("a/self.mid"));
    Files.createSymbolicLink(folder.resolve("other"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("gone.mid"), folder.resolve("nowhere"));

    MidiCollection collection = scan();

    assertThat(collection.usable()).extracting(ScannedFile::path).containsExactly("a/tune.mid");
    assertThat(collection.skipped())
        .extracting(ScannedFile::path)
        .containsExactly("a/self.mid", "gone.mid");
    assertThat(collection.verdict("gone.mid"))
        .contains(new Verdict.Skipped("a link to a file that is not there"));
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    put("a.mid", "60");
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", folder.resolve("pipe.mid").toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: this system has no mkfifo");
      return;
    }
    assumeTrue(mkfifo.waitFor(5, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);

    assertThat(scan().verdict("pipe.mid"))
        .contains(new Verdict.Skipped("it is not a file but a device or a pipe"));
  }

  @Test
  void whatMayNotBeReadIsReportedAndTheRestIsUsed() throws IOException {
    put("good.mid", "60");
    Path closed = put("closed.mid", "60");
    put("shut/x.mid", "60");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Path shut = folder.resolve("shut");
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(closed), "skipped: this user may read everything");
      MidiCollection collection = scan();
      assertThat(collection.usable()).extracting(ScannedFile::path).containsExactly("good.mid");
      assertThat(collection.verdict("closed.mid"))
          .contains(new Verdict.Skipped("no permission to read it"));
      assertThat(collection.verdict("shut/"))
          .contains(new Verdict.Skipped("no permission to read it"));
    } finally {
      Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 1000, 1003})
  void withoutAUsableMelodyTheReasonIsGivenFileByFile(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      put(String.format("%04d.mid", i), i % 2 == 0 ? "" : "x");
    }
    int most = NoMelodyException.MOST_FILES_NAMED;
    int named = Math.min(most, count);

    assertThatThrownBy(this::scan)
        .isInstanceOf(NoMelodyException.class)
        .satisfies(
            e -> {
              List<String> lines = e.getMessage().lines().toList();
              assertThat(lines.get(0))
                  .isEqualTo(
                      "nothing to learn from in %s, of %d file%s:",
                      folder, count, count == 1 ? "" : "s");
              assertThat(lines.get(1)).isEqualTo("  0000.mid: no notes");
              assertThat(lines).hasSize(1 + named + (count > most ? 1 : 0));
              if (count > most) {
                assertThat(lines.get(most + 1)).isEqualTo("  and " + (count - most) + " more");
              }
            });
  }

  @Test
  void aFolderThatIsEmptyOrMissingIsNamed() throws IOException {
    put("sub/readme.txt", "x");
    assertThatThrownBy(this::scan)
        .isInstanceOf(NoMelodyException.class)
        .hasMessage(
            "no .mid, .midi, .kar or .rmi file in " + folder + "; choose a folder of MIDI files");
    assertThatThrownBy(() -> scan(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("none") + ": there is no such file or folder");
  }

  private Path put(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private MidiCollection scan() throws IOException {
    return scan(folder);
  }

  private static MidiCollection scan(Path... places) throws IOException {
    return new CollectionScan(new PitchCodec("pitch"), new PitchText(), (done, total) -> {})
        .scan(List.of(places));
  }
}
