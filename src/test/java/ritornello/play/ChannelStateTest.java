package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who comes into the music hears it as if it had been played from the start. */
class ChannelStateTest {

  /** An instrument that keeps what it is told by a table of its own. */
  private static final class Instrument {
    final Map<String, Integer> values = new TreeMap<>();

    Instrument() {
      reset();
      for (int controller = 0; controller < 120; controller++) {
        values.putIfAbsent("controller " + controller, 0);
      }
      values.put("controller 7", 100);
      values.put("controller 10", 64);
      values.put("controller 91", 40);
      for (int controller : new int[] {8, 71, 72, 73, 74, 75, 76, 77, 78}) {
        values.put("controller " + controller, 64);
      }
      values.put("program", 0);
      values.put("bank", 0);
    }

    private void reset() {
      for (int controller : new int[] {1, 64, 65, 66, 67, 68, 69}) {
        values.put("controller " + controller, 0);
      }
      values.put("controller 11", 127);
      values.put("bend", 8192);
      values.put("pressure", 0);
      for (int controller : new int[] {98, 99, 100, 101}) {
        values.put("controller " + controller, 127);
      }
      values.put("registered", 1);
      values.keySet().removeIf(key -> key.startsWith("key "));
    }

    void take(ShortMessage message) {
      int data1 = message.getData1();
      int data2 = message.getData2();
      switch (message.getCommand()) {
        case ShortMessage.CONTROL_CHANGE -> control(data1, data2);
        case ShortMessage.PROGRAM_CHANGE -> {
          values.put("program", data1);
          values.put("bank", 128 * values.get("controller 0") + values.get("controller 32"));
        }
        case ShortMessage.PITCH_BEND -> values.put("bend", data1 + 128 * data2);
        case ShortMessage.CHANNEL_PRESSURE -> values.put("pressure", data1);
        default -> values.put("key " + data1, data2);
      }
    }

    private void control(int controller, int value) {
      if (controller == 121) {
        reset();
      } else if (controller == 6 || controller == 38) {
        boolean registered = values.get("registered") == 1;
        int coarse = values.get("controller " + (registered ? 101 : 99));
        int fine = values.get("controller " + (registered ? 100 : 98));
        boolean none = coarse == 127 && fine == 127;
        values.put(
            none ? "none" : "parameter " + registered + coarse + "," + fine + ":" + controller,
            value);
      } else if (controller < 120 && controller != 96 && controller != 97) {
        values.put("controller " + controller, value);
        if (controller >= 98 && controller <= 101) {
          values.put("registered", controller >= 100 ? 1 : 0);
        }
      }
    }
  }

  private static ShortMessage message(SplittableRandom random) {
    int[] controllers = {0, 32, 1, 7, 10, 11, 64, 66, 91, 6, 38, 98, 99, 100, 101, 121, 123};
    int value = random.nextInt(4) * 42;
    return switch (random.nextInt(6)) {
      case 0 -> Messages.of(ShortMessage.PROGRAM_CHANGE, 3, value, 0);
      case 1 -> Messages.of(ShortMessage.PITCH_BEND, 3, value, 3);
      case 2 -> Messages.of(ShortMessage.CHANNEL_PRESSURE, 3, value, 0);
      case 3 -> Messages.of(ShortMessage.POLY_PRESSURE, 3, 60 + random.nextInt(2), value);
      default -> Messages.control(3, controllers[random.nextInt(controllers.length)], value);
    };
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSetAnewIsWhatWasSet(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ShortMessage> music = new ArrayList<>();
    IntStream.range(0, 30).forEach(i -> music.add(message(random)));
    int here = random.nextInt(31);
    Instrument played = new Instrument();
    ChannelState state = new ChannelState(3);
    for (int i = 0; i < music.size(); i++) {
      if (i < here) {
        played.take(music.get(i));
        state.apply(music.get(i));
      } else {
        state.touch(music.get(i));
      }
    }
    Instrument fresh = new Instrument();
    state.changes().forEach(fresh::take);
    assertThat(heard(fresh)).isEqualTo(heard(played));
  }

  /** What is heard: data for nothing are not, and no pressure is as if it had not been said. */
  private static Map<String, Integer> heard(Instrument instrument) {
    Map<String, Integer> heard = new TreeMap<>(instrument.values);
    heard.remove("none");
    heard.keySet().removeIf(key -> key.matches("controller (6|38)"));
    heard.entrySet().removeIf(e -> e.getKey().startsWith("key ") && e.getValue() == 0);
    return heard;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoComesBackHearsNothingOfWhatCameLater(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ShortMessage> music = new ArrayList<>();
    IntStream.range(0, 30)
        .mapToObj(i -> message(random))
        .filter(m -> m.getCommand() != ShortMessage.POLY_PRESSURE)
        .filter(m -> m.getCommand() != ShortMessage.CONTROL_CHANGE || !isParameter(m.getData1()))
        .forEach(music::add);
    int here = random.nextInt(music.size() + 1);
    Instrument instrument = new Instrument();
    ChannelState state = new ChannelState(3);
    Instrument expected = new Instrument();
    for (int i = 0; i < music.size(); i++) {
      instrument.take(music.get(i));
      if (i < here) {
        state.apply(music.get(i));
        expected.take(music.get(i));
      } else {
        state.touch(music.get(i));
      }
    }
    state.messages().forEach(instrument::take);
    assertThat(heard(instrument)).isEqualTo(heard(expected));
  }

  private static boolean isParameter(int controller) {
    return controller == 6 || controller == 38 || (controller >= 98 && controller <= 101);
  }

  @Test
  void thePedalsThatAreUsedAreKnown() {
    ChannelState state = new ChannelState(0);
    state.apply(Messages.control(0, 64, 90));
    state.touch(Messages.control(0, 66, 90));
    assertThat(state.pedals()).containsExactly(64, 66);
    assertThat(state.value(64)).isEqualTo(90);
    assertThat(state.value(66)).isZero();
  }
}
