package ritornello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real launcher, in a folder with an odd name, with a JDK and a Maven that only say so. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "date",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "uname");

  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *-XshowSettings*)
          echo "    java.home = ${0%/bin/java}" >&2
          echo "    java.specification.version = ${TEST_JAVA:-17}" >&2
          exit ;;
      esac
      for argument; do
        case $argument in
          -XX:ArchiveClassesAtExit=*) echo archive >>"$TEST_LOG"; : >"${argument#*=}"; exit ;;
        esac
      done
      printf '<%s>' "$@"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      if [ "$*" = -v ]; then echo "Apache Maven ${TEST_MAVEN:-3.8.7} (abc)"; exit; fi
      echo build >>"$TEST_LOG"
      for argument; do
        case $argument in -Dbuild.folder=*) folder=${argument#*=} ;; esac
      done
      [ -z "${TEST_FAILURE:-}" ] || { echo "[ERROR] $TEST_FAILURE"; exit 1; }
      mkdir -p "$folder/lib"
      echo half >"$folder/ritornello.jar"
      sleep "${TEST_SECONDS:-0}"
      echo whole >"$folder/ritornello.jar"
      : >"$folder/lib/picocli.jar"
      """;

  @TempDir private Path temporary;
  private Path home;
  private Path jdk;
  private Path tools;
  private Path source;
  private Path log;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectory(temporary.resolve("it's a (new) house"));
    jdk = temporary.resolve("jdk");
    tools = Files.createDirectory(temporary.resolve("tools"));
    log = Files.createFile(temporary.resolve("log"));
    Files.copy(Path.of("ritornello"), home.resolve("ritornello"));
    setExecutable(home.resolve("ritornello"));
    source = home.resolve("src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.createFile(source);
    Files.createFile(home.resolve("pom.xml"));
    for (String tool : TOOLS) {
      program(tools.resolve(tool), "#!/bin/sh\nexec " + findTool(tool) + " \"$@\"\n");
    }
    program(jdk.resolve("bin/java"), JAVA);
    program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    program(tools.resolve("mvn"), MAVEN);
  }

  private static Path findTool(String name) {
    return Stream.of("/usr/bin", "/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    setExecutable(file);
  }

  private static void setExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("TEST_LOG", log.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    return finish(start(environment, home.resolve("ritornello"), arguments));
  }

  private Run run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private List<String> logged() throws IOException {
    return Files.readAllLines(log);
  }

  private String builtJar() throws IOException {
    Path launcher = home.resolve("target/launcher");
    String name = Files.readString(launcher.resolve("current")).strip();
    return Files.readString(launcher.resolve(name).resolve("ritornello.jar")).strip();
  }

  private static void assertOneLine(Run run, String... parts) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("ritornello: ").hasLineCount(1).contains(parts);
  }

  @Test
  void buildsOnceAndThenStartsAtOnce() throws Exception {
    Run first = run("--help");
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("<-jar>").endsWith("/ritornello.jar><--help>");
    assertThat(first.err()).startsWith("ritornello: building").hasLineCount(1);
    Run second = run("--help");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
    assertThat(logged()).containsExactly("build", "archive");
    assertThat(builtJar()).isEqualTo("whole");
    assertThat(home.resolve("target/launcher/lib/picocli.jar")).exists();
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    run();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
    assertThat(run().err()).contains("the sources have changed");
    assertThat(run().err()).isEmpty();
    assertThat(logged()).containsExactly("build", "archive", "build", "archive");
  }

  @Test
  void aRemovedSourceIsAChangeToo() throws Exception {
    run();
    Files.delete(source);
    assertThat(run().err()).contains("the sources have changed");
  }

  @Test
  void aChangedProjectFileIsAChangeToo() throws Exception {
    run();
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    assertThat(run().err()).contains("the sources have changed");
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    run();
    assertThat(run("generate", "--seed", "C4 E4", "*", "", "$HOME", "it's \"it\"\\").out())
        .endsWith("<generate><--seed><C4 E4><*><><$HOME><it's \"it\"\\>");
  }

  @Test
  void theJvmGetsTheUsersOptions() throws Exception {
    run();
    assertThat(run(Map.of("RITORNELLO_JAVA_OPTS", "-Xmx1g -Da=*"), "x").out())
        .contains("<-Xmx1g><-Da=*>");
  }

  @Test
  void worksThroughLinks() throws Exception {
    Path inner = Files.createDirectory(temporary.resolve("bin"));
    Files.createSymbolicLink(inner.resolve("r"), Path.of("../it's a (new) house/ritornello"));
    Path link = Files.createSymbolicLink(temporary.resolve("rit"), Path.of("bin/r"));
    Run run = finish(start(Map.of(), link, "x"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(home.toRealPath() + "/target/launcher/app.").endsWith("<x>");
  }

  @Test
  void aMissingJdkIsNamed() throws Exception {
    Files.delete(tools.resolve("java"));
    assertOneLine(run(), "no JDK is found", "17 or later", "install");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "9", "11", "16"})
  void anOldJdkIsNamed(String version) throws Exception {
    assertOneLine(run(Map.of("TEST_JAVA", version)), "Java " + version, "17 or later", "install");
    assertThat(logged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21", "25"})
  void aNewerJdkWillDo(String version) throws Exception {
    assertThat(run(Map.of("TEST_JAVA", version)).exitCode()).isZero();
  }

  @Test
  void anOldJdkIsNamedEvenWhereTheProgramWasBuiltByAnother() throws Exception {
    run();
    Path old = temporary.resolve("old");
    program(old.resolve("bin/java"), JAVA);
    Map<String, String> environment = Map.of("JAVA_HOME", old.toString(), "TEST_JAVA", "11");
    assertOneLine(run(environment), "Java 11", "install");
  }

  @Test
  void aJavaWithoutCompilerIsNotEnough() throws Exception {
    Files.delete(jdk.resolve("bin/javac"));
    assertOneLine(run(), "without a compiler", "install");
  }

  @Test
  void javaHomeComesFirst() throws Exception {
    Files.delete(tools.resolve("java"));
    Run run = run(Map.of("JAVA_HOME", jdk.toString()), "x");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith("<x>");
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    assertOneLine(run(Map.of("JAVA_HOME", "/nowhere")), "JAVA_HOME", "/nowhere");
  }

  @Test
  void anOtherJdkGetsAnArchiveOfItsOwn() throws Exception {
    run();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.99\"\n");
    assertThat(run().exitCode()).isZero();
    run();
    assertThat(logged()).containsExactly("build", "archive", "archive");
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    Files.delete(tools.resolve("mvn"));
    assertOneLine(run(), "Maven is not found", "install");
  }

  @Test
  void whoHasABuildNeedsNoMaven() throws Exception {
    run();
    Files.delete(tools.resolve("mvn"));
    assertThat(run().exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3.5.4, 1", "3.6.2, 1", "2.2.1, 1", "3.6.3, 0", "3.8.7, 0", "3.9.11, 0", "4.0.0, 0"})
  void mavenMustNotBeTooOld(String version, int exitCode) throws Exception {
    Run run = run(Map.of("TEST_MAVEN", version));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    if (exitCode != 0) {
      assertOneLine(run, "Maven " + version, "3.6.3 or later", "install");
    }
  }

  @Test
  void aFailedBuildSaysWhyAndLeavesNothing() throws Exception {
    Run run = run(Map.of("TEST_FAILURE", "no network"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("[ERROR] no network").contains("target/launcher/build.log");
    assertThat(home.resolve("target/launcher"))
        .isDirectoryNotContaining(
            file -> file.getFileName().toString().startsWith("build.") && Files.isDirectory(file))
        .isDirectoryNotContaining("glob:**/{lock,current,app.*}");
    assertThat(run().exitCode()).isZero();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Map<String, String> slow = Map.of("TEST_SECONDS", "0.5");
    Process one = start(slow, home.resolve("ritornello"), "one");
    Process two = start(slow, home.resolve("ritornello"), "two");
    assertThat(finish(one).out()).endsWith("/ritornello.jar><one>");
    assertThat(finish(two).out()).endsWith("/ritornello.jar><two>");
    assertThat(logged()).containsExactly("build", "archive");
  }

  @Test
  void aKilledBuildIsNotTakenForAGoodOne() throws Exception {
    Process killed = start(Map.of("TEST_SECONDS", "5"), home.resolve("ritornello"));
    while (logged().isEmpty()) {
      Thread.sleep(5);
    }
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly().waitFor();
    assertThat(run("x").out()).endsWith("<x>");
    assertThat(builtJar()).isEqualTo("whole");
    try (Stream<Path> left = Files.list(home.resolve("target/launcher"))) {
      assertThat(left.filter(Files::isDirectory).map(file -> file.getFileName().toString()))
          .allMatch(name -> name.equals("lib") || name.startsWith("app."))
          .hasSize(2);
    }
  }

  @Test
  void anInterruptedBuildCleansUp() throws Exception {
    Process interrupted = start(Map.of("TEST_SECONDS", "0.3"), home.resolve("ritornello"));
    while (logged().isEmpty()) {
      Thread.sleep(5);
    }
    interrupted.destroy();
    assertThat(interrupted.waitFor()).isEqualTo(143);
    assertThat(home.resolve("target/launcher"))
        .isDirectoryNotContaining("glob:**/{lock,current,app.*,build.[0-9]*}");
  }
}
