package ritornello.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ritornello.play.Output;
import ritornello.store.Json;

/** Lists MIDI devices. */
@Command(name = "devices", description = "List the MIDI devices that are there.")
final class DeviceList implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** As JSON. */
  record Found(List<One> devices) {}

  /** One device, as JSON. */
  record One(String name, String description, boolean input, boolean output) {}

  @Override
  public Integer call() {
    List<One> devices =
        Output.devices().stream()
            .map(d -> new One(d.name(), d.description(), d.input(), d.output()))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(new Found(devices)));
    } else if (devices.isEmpty()) {
      out.println("no MIDI device");
    } else {
      for (One device : devices) {
        String ways = (device.output() ? "output" : "") + (device.input() ? " input" : "");
        out.printf("%-30s %-12s %s%n", device.name(), ways.strip(), device.description());
      }
    }
    return ExitCode.DONE;
  }
}
