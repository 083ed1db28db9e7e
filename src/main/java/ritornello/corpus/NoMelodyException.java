package ritornello.corpus;

import java.io.IOException;
import java.util.List;

/**
 * There is nothing to learn from in a collection. The message has a line that says so, and one for
 * each of the first thousand files that says why.
 */
public final class NoMelodyException extends IOException {
  private static final long serialVersionUID = 1L;
  static final int MOST_FILES_NAMED = 1000;

  private NoMelodyException(String message) {
    super(message);
  }

  static NoMelodyException noFiles(String place) {
    return new NoMelodyException(
        "no .mid, .midi, .kar or .rmi file in " + place + "; choose a folder of MIDI files");
  }

  static NoMelodyException noneUsable(MidiCollection collection) {
    List<ScannedFile> skipped = collection.skipped();
    StringBuilder text =
        new StringBuilder(
            "nothing to learn from in " + collection.place() + ", of " + skipped.size());
    text.append(skipped.size() == 1 ? " file:" : " files:");
    for (ScannedFile file : skipped.subList(0, Math.min(MOST_FILES_NAMED, skipped.size()))) {
      String reason = ((Verdict.Skipped) file.verdict()).reason();
      text.append("\n  ").append(file.path()).append(": ").append(reason);
    }
    if (skipped.size() > MOST_FILES_NAMED) {
      text.append("\n  and ").append(skipped.size() - MOST_FILES_NAMED).append(" more");
    }
    return new NoMelodyException(text.toString());
  }
}
