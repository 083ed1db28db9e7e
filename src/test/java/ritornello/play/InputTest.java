package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.play.Output.Device;

/** Somebody plays on a keyboard, and pulls it out. */
class InputTest {
  @TempDir private Path folder;
  private Path keys;
  private final PlayClock clock = new SystemClock();
  private final List<String> played = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final AtomicBoolean lost = new AtomicBoolean();

  private final Input.Listener listener =
      new Input.Listener() {
        @Override
        public void played(ShortMessage message, long micros) {
          played.add(message.getStatus() + " " + message.getData1() + " " + message.getData2());
          times.add(micros);
        }

        @Override
        public void lost() {
          lost.set(true);
        }
      };

  @BeforeEach
  void plugIn() {
    keys = folder.resolve("keys");
    System.setProperty(RecordingDevices.KEYS, keys.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(RecordingDevices.KEYS);
  }

  @Test
  void whatIsPlayedArrivesWithTheTime() throws Exception {
    long before = clock.micros();
    try (Input input = Input.open("test key", clock, listener)) {
      TestKeyboard.play(keys, 0x90, 60, 99);
      TestKeyboard.play(keys, 0xB0, 64, 127);
      TestKeyboard.play(keys, 0xC0, 5);
      TestKeyboard.play(keys, 0xF8);
      TestKeyboard.play(keys, 0x80, 60, 1);
      SoundServer.await("not all arrives", () -> played.size() == 5);
      assertThat(input).isNotNull();
    }
    assertThat(played).containsExactly("144 60 99", "176 64 127", "192 5 0", "248 0 0", "128 60 1");
    assertThat(times).isSorted().allMatch(t -> t >= before && t <= clock.micros());
    TestKeyboard.play(keys, 0x90, 61, 99);
    assertThat(lost).isFalse();
  }

  @Test
  void aKeyboardThatIsPulledOutIsNoticed() throws Exception {
    try (Input input = Input.open(RecordingDevices.KEYBOARD, clock, listener)) {
      assertThat(input).isNotNull();
      TestKeyboard.pullOut(keys);
      SoundServer.await("nobody notices", lost::get);
    }
    assertThatThrownBy(() -> Input.open(RecordingDevices.KEYBOARD, clock, listener))
        .isInstanceOf(NoDeviceException.class);
  }

  @Test
  void thoseThatAreThereAreNamed() {
    assertThat(Input.devices()).extracting(Device::name).contains(RecordingDevices.KEYBOARD);
    assertThat(Input.devices()).extracting(Device::name).doesNotContain(RecordingDevices.RECORDER);
    assertThatThrownBy(() -> Input.open("grand piano", clock, listener))
        .isInstanceOf(NoDeviceException.class)
        .hasMessageContaining("grand piano")
        .hasMessageContaining(RecordingDevices.KEYBOARD);
    assertThatThrownBy(() -> Input.open(RecordingDevices.RECORDER, clock, listener))
        .isInstanceOf(NoDeviceException.class);
  }
}
