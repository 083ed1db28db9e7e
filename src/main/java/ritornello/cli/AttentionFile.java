package ritornello.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import ritornello.report.AttentionPicture;
import ritornello.store.WholeFile;

/** A picture of attention as a file. */
final class AttentionFile {
  private AttentionFile() {}

  /**
   * Checks that {@link #write} knows what is to be written.
   *
   * @throws IllegalArgumentException if it does not
   */
  static void check(Path file) {
    if (!isSvg(file) && !isPng(file)) {
      throw new IllegalArgumentException(
          file + ": attention is drawn as .svg or .png; name such a file");
    }
  }

  private static boolean isSvg(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
  }

  private static boolean isPng(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }

  /**
   * Writes a new file.
   *
   * @throws IOException if it is there already, or can't be written
   */
  static void write(AttentionPicture picture, Path file) throws IOException {
    if (isSvg(file)) {
      byte[] text = picture.svg().getBytes(StandardCharsets.UTF_8);
      WholeFile.create(file, out -> out.write(text));
      return;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    picture.png(content);
    WholeFile.create(file, content::writeTo);
  }
}
