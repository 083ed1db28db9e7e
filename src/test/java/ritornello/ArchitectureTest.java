package ritornello;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of the house: who may know whom, and what nobody does. */
class ArchitectureTest {
  private static final String JACKSON = "com.fasterxml.jackson";
  private static final String ND4J = "org.nd4j";
  private static final String BYTEDECO = "org.bytedeco";
  private static final String VECTOR_API = "jdk.incubator.vector";
  private static final String TARSOS = "be.tarsos.dsp";
  private static final String XCHART = "org.knowm.xchart";
  private static final String JAXB = "jakarta.xml.bind";
  private static final String PROXYMUSIC = "org.audiveris.proxymusic";

  /** What each package may use besides itself and the JDK; {@code cli} may use everything. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("score", List.of()),
          Map.entry("store", List.of(JACKSON)),
          Map.entry("midi", List.of("score")),
          Map.entry("token", List.of("score", ND4J)),
          Map.entry("corpus", List.of("midi", "token", "score", "store")),
          Map.entry("nn", List.of(ND4J, BYTEDECO, VECTOR_API, "store")),
          Map.entry("lm", List.of("nn", "token", "store")),
          Map.entry("frames", List.of("lm", "nn", "token", "store")),
          Map.entry("classify", List.of("lm", "nn", "token", "score", "store")),
          Map.entry("gradient", List.of("nn")),
          Map.entry("harmony", List.of("lm", "nn", "score", "store")),
          Map.entry("originality", List.of("score", "store")),
          Map.entry("task", List.of("lm", "nn", "token", "originality", "score")),
          Map.entry("answer", List.of("task", "lm", "nn", "token", "score", "store")),
          Map.entry("take", List.of("task", "lm", "token", "originality", "score", "store")),
          Map.entry("jam", List.of("take", "task", "lm", "token", "play", "score", "midi")),
          Map.entry("audio", List.of("score", "midi", TARSOS)),
          Map.entry("play", List.of("score", "midi")),
          Map.entry("report", List.of("score", XCHART)),
          Map.entry("notation", List.of("score", PROXYMUSIC, JAXB)),
          Map.entry("studio", List.of("task", "audio", "report", "score")));

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ritornello");

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PROGRAM);
  }

  static Set<String> packages() {
    return new TreeSet<>(MAY_USE.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyWhatTheDesignAllows(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
            .map(used -> (used.contains(".") ? used : "ritornello." + used) + "..")
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> usable =
        resideInAnyPackage(allowed)
            .or(resideInAnyPackage("java..", "javax.."))
            .or(
                DescribedPredicate.describe(
                    "primitive", c -> c.getBaseComponentType().isPrimitive()));
    check(
        classes()
            .that()
            .resideInAPackage("ritornello." + name + "..")
            .should()
            .onlyDependOnClassesThat(usable));
  }

  /** So that generating starts without it. */
  @Test
  void ofTokensOnlyOneHotKnowsNd4j() {
    check(
        noClasses()
            .that()
            .resideInAPackage("ritornello.token..")
            .and()
            .doNotHaveSimpleName("OneHot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ND4J + "..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ritornello.token.OneHot"));
  }

  @Test
  void everyPackageHasItsPlaceInTheDesign() {
    Set<String> found =
        PROGRAM.stream()
            .map(c -> (c.getPackageName() + ".").split("\\.")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    found.remove("cli");
    assertThat(MAY_USE.keySet()).containsAll(found);
  }

  @Test
  void everyPackageIsExplained() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Set<Path> folders =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(folders)
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
    }
  }

  @Test
  void aNameSaysWhatAClassIs() {
    check(noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)(\\$.*)?"));
  }

  @Test
  void nothingIsSharedAndChangeable() {
    check(
        fields()
            .that(areWritten())
            .and()
            .areStatic()
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(changeable()));
    check(
        noFields()
            .that(areWritten())
            .and()
            .areStatic()
            .and()
            .areNotPrivate()
            .should()
            .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray)));
  }

  /** Written by a person, where the compiler adds fields of its own. */
  private static DescribedPredicate<JavaField> areWritten() {
    return DescribedPredicate.describe(
        "are written", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  /** Lists, sets and maps count where the field's type says more than the interface does. */
  private static DescribedPredicate<JavaClass> changeable() {
    DescribedPredicate<JavaClass> container =
        assignableTo(Collection.class).or(assignableTo(Map.class));
    return container
        .and(not(DescribedPredicate.describe("an interface", JavaClass::isInterface)))
        .or(assignableTo(RandomGenerator.class))
        .or(assignableTo(StringBuilder.class))
        .or(assignableTo(ThreadLocal.class))
        .or(resideInAPackage("java.util.concurrent.atomic"));
  }

  @Test
  void onlyTheCommandLinePrintsAndEndsTheProgram() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("ritornello.cli..")
            .should()
            .accessTargetWhere(
                uses(System.class, "out", "err", "exit")
                    .or(uses(Runtime.class, "exit", "halt"))
                    .or(uses(Throwable.class, "printStackTrace").and(hasParameters()))));
  }

  @Test
  void nothingIsSerialisedByJava() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                assignableTo(ObjectOutputStream.class).or(assignableTo(ObjectInputStream.class))));
  }

  /** TarsosDSP's decoder of other formats runs a shell, and downloads what it lacks. */
  @Test
  void soundIsReadWithoutAShellOrADownload() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("be\\.tarsos\\.dsp\\..*(Piped?[A-Z]|FFMPEG).*")
            .orShould()
            .accessTargetWhere(JavaAccess.Predicates.target(nameMatching("fromPipe"))));
  }

  /** But for the names of temporary files, which nobody may guess or repeat. */
  @Test
  void chanceComesFromASeed() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(
                uses(Random.class, "<init>")
                    .or(uses(SplittableRandom.class, "<init>"))
                    .or(uses(RandomGeneratorFactory.class, "create"))
                    .and(hasParameters())
                    .and(not(uses(SecureRandom.class, "<init>")))
                    .or(uses(RandomGenerator.class, "of", "getDefault"))
                    .or(uses(Math.class, "random"))
                    .or(uses(StrictMath.class, "random"))
                    .or(uses(Collections.class, "shuffle").and(hasParameters(List.class)))
                    .or(uses(ThreadLocalRandom.class, "current"))));
  }

  private static DescribedPredicate<JavaAccess<?>> uses(Class<?> owner, String... names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + String.join(" or ", names),
        access ->
            access.getTargetOwner().isAssignableTo(owner)
                && List.of(names).contains(access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> hasParameters(Class<?>... types) {
    List<String> wanted = Stream.of(types).map(Class::getName).toList();
    return DescribedPredicate.describe(
        "(" + String.join(", ", wanted) + ")",
        access ->
            access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream()
                    .map(JavaClass::getName)
                    .toList()
                    .equals(wanted));
  }
}
