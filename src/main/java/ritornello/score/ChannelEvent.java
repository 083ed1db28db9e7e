package ritornello.score;

/** What a track does on its channel besides notes. */
public sealed interface ChannelEvent {

  /** When it happens, 0 or more. */
  long tick();

  /** The same at another time, 0 or more. */
  ChannelEvent at(long otherTick);

  /**
   * The instrument from here on.
   *
   * @param program General MIDI program, 0 to 127
   */
  record ProgramChange(long tick, int program) implements ChannelEvent {
    public ProgramChange {
      Check.notNegative("tick of a program change", tick);
      Check.range("program", program, 0, 127);
    }

    @Override
    public ProgramChange at(long otherTick) {
      return new ProgramChange(otherTick, program);
    }
  }

  /**
   * A controller's new value.
   *
   * @param controller 0 to 127; 64 is the sustain pedal
   * @param value 0 to 127
   */
  record ControlChange(long tick, int controller, int value) implements ChannelEvent {
    public ControlChange {
      Check.notNegative("tick of a control change", tick);
      Check.range("controller", controller, 0, 127);
      Check.range("controller value", value, 0, 127);
    }

    @Override
    public ControlChange at(long otherTick) {
      return new ControlChange(otherTick, controller, value);
    }
  }

  /**
   * The pitch wheel's new position.
   *
   * @param value 0 to 16383; 8192 is the middle
   */
  record PitchBend(long tick, int value) implements ChannelEvent {
    public PitchBend {
      Check.notNegative("tick of a pitch bend", tick);
      Check.range("pitch bend", value, 0, 16383);
    }

    @Override
    public PitchBend at(long otherTick) {
      return new PitchBend(otherTick, value);
    }
  }

  /**
   * Pressure on the whole channel.
   *
   * @param pressure 0 to 127
   */
  record ChannelPressure(long tick, int pressure) implements ChannelEvent {
    public ChannelPressure {
      Check.notNegative("tick of a channel pressure", tick);
      Check.range("channel pressure", pressure, 0, 127);
    }

    @Override
    public ChannelPressure at(long otherTick) {
      return new ChannelPressure(otherTick, pressure);
    }
  }

  /**
   * Pressure on one key.
   *
   * @param pitch 0 to 127
   * @param pressure 0 to 127
   */
  record KeyPressure(long tick, int pitch, int pressure) implements ChannelEvent {
    public KeyPressure {
      Check.notNegative("tick of a key pressure", tick);
      Check.range("key of a key pressure", pitch, 0, 127);
      Check.range("key pressure", pressure, 0, 127);
    }

    @Override
    public KeyPressure at(long otherTick) {
      return new KeyPressure(otherTick, pitch, pressure);
    }
  }
}
