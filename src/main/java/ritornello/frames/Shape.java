package ritornello.frames;

import java.util.Optional;
import ritornello.nn.NetworkSpec;

/**
 * A network, apart from what goes in and out; see {@link NetworkSpec}.
 *
 * @param cell its name
 * @param embedding 0 for none: each thing that is seen is a row of the first layer's matrix
 * @param dropout of what comes out of each layer
 */
public record Shape(
    String cell,
    int layers,
    int hidden,
    int embedding,
    double dropout,
    Optional<NetworkSpec.Deep> deep,
    Optional<NetworkSpec.Variational> variational) {}
