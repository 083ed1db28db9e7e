package ritornello.play;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sound.midi.ShortMessage;

/**
 * What the messages of one channel have set up to a moment: so that whoever begins to play there
 * can set the same.
 *
 * <p>What is sent first is what depends on nothing; bank before program, a parameter's number
 * before its data. What some message of the music changes, but none up to this moment, is set to
 * what a General MIDI instrument has at the start.
 */
final class ChannelState {
  static final List<Integer> PEDALS = List.of(64, 66, 69);

  private static final List<Integer> BANK = List.of(0, 32);
  private static final int DATA = 6;
  private static final int FINE_DATA = 38;
  private static final int RESET_CONTROLLERS = 121;

  /** From here on controllers are commands, which set nothing. */
  private static final int FIRST_COMMAND = 120;

  private static final int MIDDLE = 8192;

  /** Values at the start, of controllers for which it is not 0. */
  private static final Map<Integer, Integer> DEFAULTS =
      Map.ofEntries(
          Map.entry(7, 100),
          Map.entry(8, 64),
          Map.entry(10, 64),
          Map.entry(11, 127),
          Map.entry(71, 64),
          Map.entry(72, 64),
          Map.entry(73, 64),
          Map.entry(74, 64),
          Map.entry(75, 64),
          Map.entry(76, 64),
          Map.entry(77, 64),
          Map.entry(78, 64),
          Map.entry(91, 40),
          Map.entry(98, 127),
          Map.entry(99, 127),
          Map.entry(100, 127),
          Map.entry(101, 127));

  /** What the command to reset controllers sets to its default, by MIDI's recommended practice. */
  private static final List<Integer> RESET = List.of(1, 11, 64, 65, 66, 67, 68, 69);

  /**
   * A registered or unregistered parameter.
   *
   * @param coarse its number's controller, 101 or 99, times 128, plus the value
   * @param fine the same of 100 or 98
   */
  private record Parameter(int coarse, int fine) {
    /** Data for this one are for nothing. */
    boolean isNone() {
      return coarse % 128 == 127 && fine % 128 == 127;
    }
  }

  private final int channel;
  private final TreeMap<Integer, Integer> controllers = new TreeMap<>();
  private final Map<Parameter, TreeMap<Integer, Integer>> parameters = new LinkedHashMap<>();
  private final TreeMap<Integer, Integer> keyPressures = new TreeMap<>();
  private final TreeSet<Integer> touched = new TreeSet<>();
  private final TreeSet<Integer> touchedCommands = new TreeSet<>();

  /** The bank that was chosen when the program was. */
  private final Map<Integer, Integer> programBank = new TreeMap<>();

  private OptionalInt program = OptionalInt.empty();
  private OptionalInt bend = OptionalInt.empty();
  private OptionalInt pressure = OptionalInt.empty();
  private boolean registered = true;

  ChannelState(int channel) {
    this.channel = channel;
  }

  /** Says that some message of the music changes this, whenever it does. */
  void touch(ShortMessage message) {
    if (message.getCommand() == ShortMessage.CONTROL_CHANGE) {
      touched.add(message.getData1());
    } else {
      touchedCommands.add(message.getCommand());
    }
  }

  /** Takes in a message that has been played; notes set nothing. */
  void apply(ShortMessage message) {
    int data1 = message.getData1();
    int data2 = message.getData2();
    switch (message.getCommand()) {
      case ShortMessage.CONTROL_CHANGE -> control(data1, data2);
      case ShortMessage.PROGRAM_CHANGE -> {
        program = OptionalInt.of(data1);
        BANK.forEach(controller -> programBank.put(controller, value(controller)));
      }
      case ShortMessage.PITCH_BEND -> bend = OptionalInt.of(data1 | data2 << 7);
      case ShortMessage.CHANNEL_PRESSURE -> pressure = OptionalInt.of(data1);
      case ShortMessage.POLY_PRESSURE -> keyPressures.put(data1, data2);
      default -> {
        return;
      }
    }
  }

  private void control(int controller, int value) {
    if (controller == RESET_CONTROLLERS) {
      reset();
      return;
    } else if (controller >= FIRST_COMMAND) {
      return;
    }
    if (controller >= 98 && controller <= 101) {
      registered = controller >= 100;
    }
    if ((controller == DATA || controller == FINE_DATA) && !selected(registered).isNone()) {
      parameters
          .computeIfAbsent(selected(registered), key -> new TreeMap<>())
          .put(controller, value);
    }
    controllers.put(controller, value);
  }

  private void reset() {
    RESET.forEach(controllers::remove);
    List.of(98, 99, 100, 101).forEach(controllers::remove);
    touched.addAll(RESET);
    registered = true;
    keyPressures.clear();
    bend = OptionalInt.of(MIDDLE);
    pressure = OptionalInt.of(0);
  }

  private Parameter selected(boolean ofRegistered) {
    int coarse = ofRegistered ? 101 : 99;
    int fine = ofRegistered ? 100 : 98;
    return new Parameter(coarse * 128 + value(coarse), fine * 128 + value(fine));
  }

  int channel() {
    return channel;
  }

  /** The value that a controller has now, 0 to 127. */
  int value(int controller) {
    return controllers.getOrDefault(controller, DEFAULTS.getOrDefault(controller, 0));
  }

  /** The pedals that the music uses. */
  List<Integer> pedals() {
    return PEDALS.stream().filter(p -> touched.contains(p) || controllers.containsKey(p)).toList();
  }

  /** Messages that set what was set. */
  List<ShortMessage> changes() {
    return messages(new TreeSet<>(), program, bend, pressure);
  }

  /** Messages that set all that the music ever sets. */
  List<ShortMessage> messages() {
    return messages(
        touched,
        orDefault(program, ShortMessage.PROGRAM_CHANGE, 0),
        orDefault(bend, ShortMessage.PITCH_BEND, MIDDLE),
        orDefault(pressure, ShortMessage.CHANNEL_PRESSURE, 0));
  }

  private OptionalInt orDefault(OptionalInt value, int command, int otherwise) {
    return value.isPresent() || !touchedCommands.contains(command)
        ? value
        : OptionalInt.of(otherwise);
  }

  private List<ShortMessage> messages(
      Set<Integer> reset, OptionalInt program, OptionalInt bend, OptionalInt pressure) {
    List<ShortMessage> messages = new ArrayList<>();
    TreeSet<Integer> all = new TreeSet<>(reset);
    all.addAll(controllers.keySet());
    boolean selects = all.stream().anyMatch(ChannelState::isParameter);
    all.removeIf(c -> c >= FIRST_COMMAND || isParameter(c));
    List<Integer> bank = BANK.stream().filter(all::remove).toList();
    program.ifPresent(
        number -> {
          bank.forEach(
              c -> messages.add(Messages.control(channel, c, programBank.getOrDefault(c, 0))));
          messages.add(Messages.of(ShortMessage.PROGRAM_CHANGE, channel, number, 0));
        });
    bank.stream()
        .filter(c -> program.isEmpty() || value(c) != programBank.getOrDefault(c, 0))
        .forEach(controller -> set(controller, messages));
    all.forEach(controller -> set(controller, messages));
    parameters.forEach((parameter, data) -> add(parameter, data, messages));
    if (selects || !parameters.isEmpty()) {
      select(selected(!registered), messages);
      select(selected(registered), messages);
    }
    bend.ifPresent(
        b -> messages.add(Messages.of(ShortMessage.PITCH_BEND, channel, b & 127, b >> 7)));
    pressure.ifPresent(
        p -> messages.add(Messages.of(ShortMessage.CHANNEL_PRESSURE, channel, p, 0)));
    keyPressures.forEach(
        (key, value) -> messages.add(Messages.of(ShortMessage.POLY_PRESSURE, channel, key, value)));
    return messages;
  }

  private void set(int controller, List<ShortMessage> messages) {
    messages.add(Messages.control(channel, controller, value(controller)));
  }

  /** Controllers that name a parameter or give its data; increments are relative, and left out. */
  private static boolean isParameter(int controller) {
    return controller == DATA || controller == FINE_DATA || (controller >= 96 && controller <= 101);
  }

  private void add(Parameter parameter, Map<Integer, Integer> data, List<ShortMessage> messages) {
    select(parameter, messages);
    data.forEach((controller, value) -> messages.add(Messages.control(channel, controller, value)));
  }

  private void select(Parameter parameter, List<ShortMessage> messages) {
    for (int number : new int[] {parameter.coarse(), parameter.fine()}) {
      messages.add(Messages.control(channel, number / 128, number % 128));
    }
  }
}
