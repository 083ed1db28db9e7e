package ritornello.notation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.audiveris.proxymusic.AboveBelow;
import org.audiveris.proxymusic.Direction;
import org.audiveris.proxymusic.DirectionType;
import org.audiveris.proxymusic.Empty;
import org.audiveris.proxymusic.Metronome;
import org.audiveris.proxymusic.Offset;
import org.audiveris.proxymusic.PerMinute;
import org.audiveris.proxymusic.Sound;
import org.audiveris.proxymusic.YesNo;

/**
 * Tempos as MusicXML's directions, read bar by bar, in order. Where there are many, as in a
 * performance, only those are told that are a tenth or more from the one told last: programs draw
 * every tempo that they read, and a rubato would cover the page.
 */
final class TempoXml {
  private static final double NOTABLE = 0.1;

  /** More of them than one in so many bars are a performance's. */
  private static final int BARS_A_TEMPO = 4;

  private final List<Notation.Tempo> tempos;
  private final double notable;
  private int next;
  private double toldQpm;

  /**
   * @param bars of the music
   */
  TempoXml(List<Notation.Tempo> tempos, int bars) {
    this.tempos = tempos;
    this.notable = BARS_A_TEMPO * (tempos.size() - 1) > bars ? NOTABLE : 0;
  }

  /** What is told in a bar, all of it at its beginning and put where it belongs by offsets. */
  List<Direction> in(Measure measure) {
    List<Direction> told = new ArrayList<>();
    // A tempo from before a pickup holds when it begins: only the last of these counts.
    while (next + 1 < tempos.size() && tempos.get(next + 1).unit() <= measure.start()) {
      next++;
    }
    while (next < tempos.size() && tempos.get(next).unit() < measure.end()) {
      Notation.Tempo tempo = tempos.get(next++);
      if (Math.abs(tempo.qpm() - toldQpm) >= notable * toldQpm) {
        told.add(direction(tempo, measure));
        toldQpm = tempo.qpm();
      }
    }
    return told;
  }

  private static Direction direction(Notation.Tempo tempo, Measure measure) {
    DirectionType type = new DirectionType();
    type.setMetronome(mark(tempo.qpm(), measure.timeSignature().isCompound()));
    Direction direction = new Direction();
    direction.setPlacement(AboveBelow.ABOVE);
    direction.getDirectionType().add(type);
    long into = tempo.unit() - measure.start();
    if (into > 0) {
      Offset offset = new Offset();
      offset.setValue(BigDecimal.valueOf(into));
      offset.setSound(YesNo.YES);
      direction.setOffset(offset);
    }
    Sound sound = new Sound();
    sound.setTempo(decimal(tempo.qpm(), 4));
    direction.setSound(sound);
    return direction;
  }

  private static Metronome mark(double qpm, boolean compound) {
    Metronome mark = new Metronome();
    mark.setBeatUnit(NoteValue.QUARTER.musicXmlName());
    if (compound) {
      mark.getBeatUnitDot().add(new Empty());
    }
    PerMinute perMinute = new PerMinute();
    perMinute.setValue(decimal(compound ? qpm / 1.5 : qpm, 1).toPlainString());
    mark.setPerMinute(perMinute);
    return mark;
  }

  private static BigDecimal decimal(double value, int places) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    BigDecimal stripped = rounded.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
