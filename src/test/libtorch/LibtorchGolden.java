import static org.bytedeco.pytorch.global.torch.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.*;
import org.bytedeco.pytorch.Module;

/**
 * Writes what libtorch (the core of PyTorch) makes of small networks, forward and backward, in
 * double precision, as JSON: what {@code LibtorchTest} compares the cells with. Run once, with the
 * jars that ../shared/peers/libtorch/run fetches; the files it wrote are kept in
 * src/test/resources/ritornello/nn.
 *
 * <p>usage: java -cp "JARS/*" LibtorchGolden.java OUTPUT_FOLDER
 */
public class LibtorchGolden {
  private static final int INPUTS = 5;
  private static final int HIDDEN = 3;
  private static final int OUTPUTS = 4;
  private static final int STEPS = 6;
  private static final int ROWS = 2;

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    for (boolean both : new boolean[] {false, true}) {
      String suffix = both ? "-bidirectional.json" : ".json";
      LSTMOptions lstm = new LSTMOptions(INPUTS, HIDDEN);
      lstm.num_layers().put(2);
      lstm.bidirectional().put(both);
      LSTMImpl lstmCell = new LSTMImpl(lstm);
      write(folder.resolve("lstm" + suffix), lstmCell, x -> lstmCell.forward(x).get0(), both);
      GRUOptions gru = new GRUOptions(INPUTS, HIDDEN);
      gru.num_layers().put(2);
      gru.bidirectional().put(both);
      GRUImpl gruCell = new GRUImpl(gru);
      write(
          folder.resolve("gru-reset-after" + suffix),
          gruCell,
          x -> gruCell.forward(x).get0(),
          both);
      for (String name : new String[] {"rnn", "rnn-relu"}) {
        RNNOptions rnn = new RNNOptions(INPUTS, HIDDEN);
        rnn.num_layers().put(2);
        rnn.bidirectional().put(both);
        if (name.endsWith("relu")) {
          rnn.nonlinearity().put(new kReLU());
        }
        RNNImpl rnnCell = new RNNImpl(rnn);
        write(folder.resolve(name + suffix), rnnCell, x -> rnnCell.forward(x).get0(), both);
      }
    }
  }

  private interface Forward {
    Tensor of(Tensor x);
  }

  private static void write(Path file, Module cell, Forward forward, boolean both)
      throws Exception {
    manual_seed(7);
    LinearImpl linear = new LinearImpl(both ? 2 * HIDDEN : HIDDEN, OUTPUTS);
    cell.to(ScalarType.Double, false);
    linear.to(ScalarType.Double, false);
    StringTensorDict parameters = cell.named_parameters();
    StringTensorDict head = linear.named_parameters();
    try (NoGradGuard guard = new NoGradGuard()) {
      for (StringTensorDict dict : new StringTensorDict[] {parameters, head}) {
        for (long i = 0; i < dict.size(); i++) {
          dict.get(i).value().uniform_(-0.9, 0.9, new GeneratorOptional());
        }
      }
    }
    Tensor ids = randint(INPUTS, new long[] {STEPS, ROWS}).to(ScalarType.Long);
    Tensor targets = randint(OUTPUTS, new long[] {STEPS * ROWS}).to(ScalarType.Long);
    Tensor x = one_hot(ids, INPUTS).to(ScalarType.Double);
    Tensor activations = forward.of(x).contiguous().view(STEPS * ROWS, -1);
    Tensor loss = cross_entropy(linear.forward(activations), targets);
    loss.backward();
    StringJoiner json = new StringJoiner(",\n", "{\n", "\n}\n");
    json.add("\"inputs\": " + INPUTS);
    json.add("\"hidden\": " + HIDDEN);
    json.add("\"outputs\": " + OUTPUTS);
    json.add("\"steps\": " + STEPS);
    json.add("\"rows\": " + ROWS);
    json.add("\"loss\": " + loss.item_double());
    json.add("\"ids\": " + numbers(ids, true));
    json.add("\"targets\": " + numbers(targets, true));
    json.add("\"parameters\": " + tensors(parameters, head, false));
    json.add("\"gradients\": " + tensors(parameters, head, true));
    Files.writeString(file, json.toString());
  }

  private static String tensors(StringTensorDict cell, StringTensorDict head, boolean gradient) {
    StringJoiner json = new StringJoiner(",\n", "{\n", "\n}");
    for (StringTensorDict dict : new StringTensorDict[] {cell, head}) {
      for (long i = 0; i < dict.size(); i++) {
        Tensor value = dict.get(i).value();
        String name = (dict == head ? "linear." : "") + dict.get(i).key().getString();
        json.add("\"" + name + "\": " + numbers(gradient ? value.grad() : value, false));
      }
    }
    return json.toString();
  }

  private static String numbers(Tensor tensor, boolean whole) {
    Tensor flat = tensor.detach().to(ScalarType.Double).contiguous().view(-1);
    DoublePointer data = flat.data_ptr_double();
    StringJoiner json = new StringJoiner(", ", "[", "]");
    for (long i = 0; i < flat.numel(); i++) {
      json.add(whole ? Long.toString((long) data.get(i)) : Double.toString(data.get(i)));
    }
    return json.toString();
  }
}
