package ritornello.tunes;

import java.io.IOException;

/** An .abc file that can not be read; the message names the file, the line and the column. */
final class AbcException extends IOException {
  private static final long serialVersionUID = 1;

  AbcException(String file, int line, int column, String problem) {
    super(file + ", line " + line + ", column " + column + ": " + problem);
  }
}
