package ritornello.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ritornello.midi.MidiWriter;
import ritornello.notation.AbcText;
import ritornello.notation.Fit;
import ritornello.notation.MusicXml;
import ritornello.notation.Notation;
import ritornello.report.PianoRoll;
import ritornello.report.PianoRollPng;
import ritornello.report.PianoRollSvg;
import ritornello.score.Harmony;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.store.WholeFile;

/** What music can be written as; the ending of a file's name chooses. */
enum ExportFormat {
  MIDI("MIDI", ".mid .midi") {
    @Override
    Written write(Score score, Settings settings, OutputStream out) throws IOException {
      MidiWriter.write(score, out);
      return Written.EXACTLY;
    }
  },
  MUSICXML("MusicXML", ".musicxml .xml") {
    @Override
    Written write(Score score, Settings settings, OutputStream out) throws IOException {
      Notation notation = notation(score, settings);
      MusicXml.write(notation, out);
      return Written.of(notation);
    }
  },
  COMPRESSED_MUSICXML("compressed MusicXML", ".mxl") {
    @Override
    Written write(Score score, Settings settings, OutputStream out) throws IOException {
      Notation notation = notation(score, settings);
      MusicXml.writeCompressed(notation, out);
      return Written.of(notation);
    }
  },
  /** Of the melody only. */
  ABC("ABC", ".abc") {
    @Override
    Written write(Score score, Settings settings, OutputStream out) throws IOException {
      MelodyFinding.Found found = melody(score, settings.stepsPerQuarter());
      double qpm = score.tempoMap().tempoAt(0).qpm();
      String text = AbcText.format(found.melody(), settings.title(), qpm, settings.chords());
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return Written.of(found);
    }
  },
  SVG("SVG", ".svg") {
    @Override
    Written write(Score score, Settings settings, OutputStream out) throws IOException {
      checkPicture(score);
      String picture = PianoRollSvg.svg(score, settings.title(), settings.marks(score));
      out.write(picture.getBytes(StandardCharsets.UTF_8));
      return Written.EXACTLY;
    }
  },
  PNG("PNG", ".png") {
    @Override
    Written write(Score score, Settings settings, OutputStream out) throws IOException {
      checkPicture(score);
      PianoRollPng.write(score, settings.title(), settings.marks(score), out);
      return Written.EXACTLY;
    }
  };

  private static final int MOST_BARS_OF_A_PICTURE = 20_000;
  private static final int PERFORMED_MELODY_STEPS = 4;

  private final String title;

  /** With spaces between them. */
  private final String endings;

  ExportFormat(String title, String endings) {
    this.title = title;
    this.endings = endings;
  }

  /**
   * What can be chosen.
   *
   * @param title that the page or the picture has
   * @param stepsPerQuarter of the grid of what is written in notes: 4, 8, 12 or 24; empty for the
   *     coarsest that fits
   * @param chords whose names stand above the notes, from the beginning of the music
   */
  record Settings(String title, Optional<Integer> stepsPerQuarter, Harmony chords) {
    Settings(String title, Optional<Integer> stepsPerQuarter) {
      this(title, stepsPerQuarter, new Harmony(1, List.of()));
    }

    private List<PianoRoll.Mark> marks(Score score) {
      return PianoRoll.Mark.of(chords, score.ppq());
    }
  }

  /**
   * What became of the music.
   *
   * @param fit what a grid did to the notes, where there was one
   * @param melody where the melody was, if only that was written
   */
  record Written(Optional<Fit> fit, Optional<String> melody) {
    private static final Written EXACTLY = new Written(Optional.empty(), Optional.empty());

    private static Written of(Notation notation) {
      return new Written(Optional.of(notation.fit()), Optional.empty());
    }

    static Written of(MelodyFinding.Found found) {
      MelodyFinding.Quantising grid = found.quantising();
      Fit fit =
          new Fit(
              grid.notes(),
              grid.moved(),
              grid.dropped(),
              grid.moveMicros(),
              grid.farthestMoveMicros(),
              found.melody().stepsPerQuarter());
      return new Written(Optional.of(fit), Optional.of(found.source()));
    }
  }

  /**
   * The format of a file.
   *
   * @throws IllegalArgumentException if there is none for its ending; the message names those there
   *     are
   */
  static ExportFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.endings().anyMatch(name::endsWith))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file + ": nothing is known to write with this ending; known are " + known()));
  }

  /** As {@code .mid, .midi, .musicxml}. */
  static String known() {
    return Stream.of(values()).flatMap(ExportFormat::endings).collect(Collectors.joining(", "));
  }

  private Stream<String> endings() {
    return Stream.of(endings.split(" "));
  }

  /** The name of a file without its ending, as a title. */
  static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  /**
   * Writes a new file, titled as the music is, or else by the file's own name.
   *
   * @throws IOException if it is there already, or can't be written
   * @throws IllegalArgumentException if the music can't be written in this format
   */
  Written write(Score score, Path file) throws IOException {
    String title = Notation.title(score).orElse(stem(file));
    return write(score, new Settings(title, Optional.empty()), file);
  }

  /**
   * As {@link #write(Score, Path)}.
   *
   * @throws IOException also if the music can't be written in this format; the message says why
   */
  void writeNew(Score score, Path file) throws IOException {
    try {
      write(score, file);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " can't be written: " + e.getMessage(), e);
    }
  }

  /** As {@link #write(Score, Path)}, with settings. */
  Written write(Score score, Settings settings, Path file) throws IOException {
    WholeFile.requireFree(file);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Written written = write(score, settings, content);
    WholeFile.create(file, content::writeTo);
    return written;
  }

  /** The name for people. */
  @Override
  public String toString() {
    return title;
  }

  /** Writes it all to a stream, and leaves that open. */
  abstract Written write(Score score, Settings settings, OutputStream out) throws IOException;

  private static Notation notation(Score score, Settings settings) {
    return Notation.of(score, settings.title(), settings.stepsPerQuarter()).with(settings.chords());
  }

  /**
   * The melody of a score, as 'inspect' finds it.
   *
   * @param stepsPerQuarter of its grid; empty for the coarsest that holds the score, or sixteenths
   *     of a performance
   * @throws IllegalArgumentException if there is none
   */
  static MelodyFinding.Found melody(Score score, Optional<Integer> stepsPerQuarter) {
    int steps = stepsPerQuarter.or(() -> Notation.grid(score)).orElse(PERFORMED_MELODY_STEPS);
    MelodyFinding finding = new MelodyFinder(steps).find(score);
    if (finding instanceof MelodyFinding.None none) {
      throw new IllegalArgumentException("there is no melody in it: " + none.reason());
    }
    return (MelodyFinding.Found) finding;
  }

  private static void checkPicture(Score score) {
    if (score.tracks().stream().allMatch(track -> track.isDrums() || track.notes().isEmpty())) {
      throw new IllegalArgumentException("a piano roll shows no drums, and there is nothing else");
    }
    long bars = ScoreBars.of(score).barAt(score.endTick());
    if (bars > MOST_BARS_OF_A_PICTURE) {
      throw new IllegalArgumentException(
          "it has " + bars + " bars, and a picture at most " + MOST_BARS_OF_A_PICTURE);
    }
  }
}
