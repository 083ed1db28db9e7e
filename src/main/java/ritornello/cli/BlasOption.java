package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import ritornello.nn.Blas;

/** Which library multiplies matrices. */
final class BlasOption {
  @Option(
      names = "--blas",
      paramLabel = "NAME",
      description =
          "Library for products of matrices: ${COMPLETION-CANDIDATES} (default: openblas, which is"
              + " there). mkl is for who has Intel's; MKLROOT tells where it is.")
  private Optional<Blas> blas = Optional.empty();

  /** Takes it, before anything is computed. */
  void use(CommandSpec spec) {
    try {
      blas.ifPresent(Blas::use);
    } catch (IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
