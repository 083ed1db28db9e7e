package ritornello.notation;

/** Reads one ABC note at the start of a bar, by the standard's words. */
final class AbcPitch {
  private AbcPitch() {}

  static int read(String note, int fifths) {
    int i = 0;
    char first = note.charAt(0);
    int accidental = 0;
    boolean written = "^_=".indexOf(first) >= 0;
    for (; "^_=".indexOf(note.charAt(i)) >= 0; i++) {
      accidental += first == '^' ? 1 : first == '_' ? -1 : 0;
    }
    char letter = note.charAt(i++);
    int pitch = Character.isLowerCase(letter) ? 72 : 60;
    char upper = Character.toUpperCase(letter);
    pitch += "C D EF G A B".indexOf(upper);
    if (!written) {
      boolean sharp = fifths > 0 && "FCGDAEB".substring(0, fifths).indexOf(upper) >= 0;
      boolean flat = fifths < 0 && "BEADGCF".substring(0, -fifths).indexOf(upper) >= 0;
      accidental = sharp ? 1 : flat ? -1 : 0;
    }
    for (; i < note.length(); i++) {
      pitch += note.charAt(i) == '\'' ? 12 : -12;
    }
    return pitch + accidental;
  }
}
