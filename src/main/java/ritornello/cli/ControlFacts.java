package ritornello.cli;

import java.util.List;
import ritornello.score.NoteName;
import ritornello.token.Control;
import ritornello.token.ControlledCodec;
import ritornello.token.Controls;

/** What a model with controls can be asked for, for people. */
final class ControlFacts {
  private ControlFacts() {}

  /** A line for each control: what its words mean to the model. */
  static List<String> of(ControlledCodec codec) {
    return List.of(
        String.format(
            "density: sparse is %s, medium %s, dense %s notes a %s",
            density(codec, Controls.Level.LOW),
            density(codec, Controls.Level.MIDDLE),
            density(codec, Controls.Level.HIGH),
            codec.countsSeconds() ? "second" : "quarter note"),
        String.format(
            "register: low is around %s, middle %s, high %s",
            register(codec, Controls.Level.LOW),
            register(codec, Controls.Level.MIDDLE),
            register(codec, Controls.Level.HIGH)));
  }

  private static String density(ControlledCodec codec, Controls.Level level) {
    return Control.DENSITY.number(codec.controls().bin(Control.DENSITY, level));
  }

  private static String register(ControlledCodec codec, Controls.Level level) {
    int bin = codec.controls().bin(Control.REGISTER, level);
    return NoteName.of((int) Control.REGISTER.middle(bin));
  }
}
