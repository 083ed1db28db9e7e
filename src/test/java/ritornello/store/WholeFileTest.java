package ritornello.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFileTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("tune.mid");
  }

  @Test
  void writesAndReplaces() throws IOException {
    WholeFile.write(file, "old".getBytes(StandardCharsets.UTF_8));
    WholeFile.write(file, NEW);

    assertThat(file).hasBinaryContent(NEW);
    assertThat(folder.toFile().list()).containsExactly("tune.mid");
  }

  @Test
  void theOldFileStandsUntilTheNewOneIsComplete() throws IOException {
    Files.writeString(file, "old");

    WholeFile.write(
        file,
        out -> {
          out.write(new byte[1 << 20]);
          out.flush();
          assertThat(file).hasContent("old");
          out.write(NEW);
        });

    assertThat(file).hasSize((1 << 20) + 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 1_000_000})
  void aFailureAfterAnyNumberOfBytesLeavesTheOldFileAndNothingElse(int bytes) throws IOException {
    Files.writeString(file, "old");
    List<Throwable> failures =
        List.of(new IOException("broke"), new IllegalStateException("broke"), new Error("broke"));

    for (Throwable failure : failures) {
      assertThatThrownBy(() -> WholeFile.write(file, failing(bytes, failure))).isSameAs(failure);
      assertThatThrownBy(() -> WholeFile.create(folder.resolve("b"), failing(bytes, failure)))
          .isSameAs(failure);
      assertThatThrownBy(() -> WholeFile.writeNew(folder, "c", "mid", failing(bytes, failure)))
          .isSameAs(failure);
    }

    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("tune.mid");
  }

  private static WholeFile.Content failing(int bytes, Throwable failure) {
    return out -> {
      out.write(new byte[bytes]);
      if (failure instanceof IOException e) {
        throw e;
      } else if (failure instanceof RuntimeException e) {
        throw e;
      }
      throw (Error) failure;
    };
  }

  @Test
  void aThreadThatWasInterruptedStillWrites() throws IOException {
    Thread.currentThread().interrupt();
    try {
      WholeFile.write(file, NEW);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void contentMayCloseTheStream() throws IOException {
    WholeFile.write(
        file,
        out -> {
          try (OutputStream stream = out) {
            stream.write(NEW);
          }
        });

    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void createNeverOverwrites() throws IOException {
    WholeFile.create(file, out -> out.write(NEW));

    assertThatThrownBy(() -> WholeFile.create(file, out -> out.write(1)))
        .isInstanceOf(WriteFailedException.class)
        .hasMessage(
            "cannot write "
                + file
                + ": it is there already; choose another name or remove it first");
    assertThat(file).hasBinaryContent(NEW);
    assertThat(folder.toFile().list()).containsExactly("tune.mid");
  }

  @Test
  void namesThatAreTakenGetANumber() throws IOException {
    Path out = folder.resolve("generated/today");

    assertThat(WholeFile.writeNew(out, "folk", "mid", s -> s.write(1)))
        .isEqualTo(out.resolve("folk.mid"));
    assertThat(WholeFile.writeNew(out, "folk", "mid", s -> s.write(2)))
        .isEqualTo(out.resolve("folk-2.mid"));
    assertThat(WholeFile.writeNew(out, "folk", "mid", s -> s.write(3)))
        .isEqualTo(out.resolve("folk-3.mid"));
    assertThat(out.resolve("folk.mid")).hasBinaryContent(new byte[] {1});
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("folk.mid", "folk-2.mid", "folk-3.mid");
  }

  @Test
  void manyAtOnceGetAFileEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Set<Path> files = ConcurrentHashMap.newKeySet();
    List<Callable<Boolean>> jobs =
        IntStream.range(0, 64)
            .<Callable<Boolean>>mapToObj(
                i -> () -> files.add(WholeFile.writeNew(folder, "x", "mid", s -> s.write(i))))
            .toList();
    for (Future<Boolean> added : threads.invokeAll(jobs)) {
      assertThat(added.get()).isTrue();
    }
    threads.shutdown();

    Set<Integer> contents = ConcurrentHashMap.newKeySet();
    for (Path written : files) {
      contents.add((int) Files.readAllBytes(written)[0]);
    }
    assertThat(contents).hasSize(64);
    assertThat(folder.toFile().list()).hasSize(64);
  }

  @Test
  void anObstacleOnTheWayIsNamed() throws IOException {
    Files.writeString(file, "a file");

    assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/such/x.mid"), NEW))
        .isInstanceOf(WriteFailedException.class)
        .hasMessage(
            "cannot write %s: the folder %s does not exist; create it or choose another place",
            folder.resolve("no/such/x.mid"), folder.resolve("no/such"));
    assertThatThrownBy(() -> WholeFile.write(file.resolve("x.mid"), NEW))
        .isInstanceOf(WriteFailedException.class)
        .hasMessage(
            "cannot write %s: %s is a file, not a folder; choose another place",
            file.resolve("x.mid"), file);
    assertThatThrownBy(() -> WholeFile.writeNew(file.resolve("in"), "x", "mid", o -> {}))
        .isInstanceOf(WriteFailedException.class)
        .hasMessageContaining(file + " is a file, not a folder");
    assertThatThrownBy(() -> WholeFile.write(folder, NEW))
        .isInstanceOf(WriteFailedException.class)
        .hasMessage("cannot write " + folder + ": it is a folder; give the name of a file");
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("x".repeat(300)), NEW))
        .isInstanceOf(WriteFailedException.class);
  }

  @Test
  void aLongNameThatTheSystemAllowsIsFine() throws IOException {
    Path named = folder.resolve("x".repeat(250) + ".mid");
    WholeFile.write(named, NEW);
    assertThat(named).hasBinaryContent(NEW);
  }

  @Test
  void aFullDiskIsCalledSo() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");

    assertThatThrownBy(() -> WholeFile.write(full, NEW))
        .isInstanceOf(WriteFailedException.class)
        .hasMessage(
            "cannot write /dev/full: the disk is full; free some space or choose another place");
    assertThat(full).exists().isNotEqualTo(full.resolveSibling("null"));
  }

  @Test
  void aDeviceIsWrittenToAndNotReplaced() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "skipped: this system has no /dev/null");

    WholeFile.write(device, NEW);

    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Files.writeString(file, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.mid"), file);

    WholeFile.write(link, NEW);

    assertThat(link).isSymbolicLink();
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void aFolderWithoutPermissionIsNamed() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(closed), "skipped: this user may write everywhere");

    assertThatThrownBy(() -> WholeFile.write(closed.resolve("x.mid"), NEW))
        .isInstanceOf(WriteFailedException.class)
        .hasMessageContaining("no permission");
  }

  @Test
  void leftoversOfKilledProcessesAreRemovedAndNothingElse() throws Exception {
    Process ended =
        new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ended.waitFor();
    String random = "-0123456789abcdef.tmp";
    Files.writeString(folder.resolve(".model.safetensors." + ended.pid() + random), "dead");
    Path ours = folder.resolve(".model.safetensors." + ProcessHandle.current().pid() + random);
    Files.writeString(ours, "alive");
    Files.writeString(folder.resolve(".mine.tmp"), "of the user");

    WholeFile.removeLeftovers(folder);

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(ours.getFileName().toString(), ".mine.tmp");
  }
}
