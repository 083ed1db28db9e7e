package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.store.Json;
import ritornello.take.Invention;
import ritornello.take.Take;

/** Lists takes. */
@Command(
    name = "takes",
    description = "List what 'generate' has made, each under what it goes on from.",
    subcommands = TakesReplay.class,
    footer = {
      "",
      "Each MIDI file that 'generate' writes carries all that it came from: model, seed, options and",
      "random seed. So a take is found again wherever its file goes.",
      "",
      "Examples:",
      "  ritornello takes",
      "  ritornello generate --take 3f2a91c0 --bars 32",
      "  ritornello generate --take 3f2a91c0 --seed-bars 1-8 --bars 16 --temperature 1.1",
      "  ritornello takes replay 3f2a91c0 --out again.mid"
    })
final class Takes implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "generated",
      description = "Where to look (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** All, as JSON. */
  record Report(List<Entry> takes) {}

  /** One, as JSON. */
  record Entry(String id, String file, Take take) {}

  @Override
  public Integer call() throws IOException {
    List<TakeFolder.Filed> all = new TakeFolder(folder).all();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(
          Json.text(
              new Report(
                  all.stream()
                      .map(one -> new Entry(one.take().id(), one.file().toString(), one.take()))
                      .toList())));
    } else if (all.isEmpty()) {
      spec.commandLine().getErr().println("no takes in " + folder);
    } else {
      Set<String> ids = new HashSet<>();
      all.forEach(one -> ids.add(one.take().id()));
      List<TakeFolder.Filed> roots =
          all.stream().filter(one -> one.take().parent().filter(ids::contains).isEmpty()).toList();
      print(roots, all, "", new HashSet<>());
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void print(
      List<TakeFolder.Filed> some, List<TakeFolder.Filed> all, String indent, Set<Path> told) {
    for (TakeFolder.Filed one : some) {
      spec.commandLine().getOut().println(indent + line(one));
      if (told.add(one.file())) {
        String id = one.take().id();
        List<TakeFolder.Filed> children =
            all.stream()
                .filter(other -> other.take().parent().filter(id::equals).isPresent())
                .filter(other -> !told.contains(other.file()))
                .toList();
        print(children, all, indent + "  ", told);
      }
    }
  }

  private static String line(TakeFolder.Filed one) {
    Take take = one.take();
    List<String> told = new ArrayList<>();
    told.add(take.model());
    told.add("random seed " + take.ownSeed());
    told.add(Invention.told(take));
    take.maxCopy().ifPresent(most -> told.add("copies " + most + " notes at the most"));
    try {
      take.rules().constraints(take.bars()).forEach(rule -> told.add(rule.toString()));
    } catch (IllegalArgumentException e) {
      told.add(e.getMessage());
    }
    Optional<String> unknown = take.parent();
    return String.format(
        Locale.ROOT,
        "%s  %s  %s%s",
        take.id(),
        Printable.name(one.file().toString()),
        Printable.name(String.join(", ", told)),
        unknown.map(parent -> ", from " + Printable.name(parent)).orElse(""));
  }
}
