package ritornello.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records as JSON, and back.
 *
 * <p>A record's components may be {@code String}, {@code boolean}, {@code int}, {@code long},
 * {@code float}, {@code double} and their boxes, enums (by name), records, arrays of {@code int},
 * {@code long}, {@code float} or {@code double}, and {@code List}, {@code Optional} and {@code Map}
 * with {@code String} keys of any of them. Keys stand in the record's order, those of a map sorted,
 * so equal records give equal bytes. An empty {@code Optional} is left out.
 *
 * <p>Reading is strict: an unknown field, a missing one, a wrong type, a number out of range, a
 * value that the record's constructor refuses, or anything after the end is an {@code IOException}
 * that names file, line and field.
 *
 * <p>On Jackson's streams and reflection rather than its data binding, which takes a third of a
 * second to load: too much of the time in which a melody must be there.
 */
public final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Json() {}

  /**
   * Reads a record from a file.
   *
   * @throws IOException if the file can't be read or holds anything else
   */
  public static <R extends Record> R read(Path file, Class<R> type) throws IOException {
    byte[] json;
    try {
      json = Files.readAllBytes(file);
    } catch (IOException e) {
      throw ReadFailedException.of(file, e);
    }
    return read(json, file.toString(), type);
  }

  /**
   * Reads a record from text in UTF-8.
   *
   * @param source what to call it in an error: the name of the file
   * @throws IOException if it holds anything else
   */
  public static <R extends Record> R read(byte[] json, String source, Class<R> type)
      throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new RecordReader(parser, source).readOnly(type);
    }
  }

  /** Writes a record to a file, which appears whole. */
  public static void write(Path file, Record value) throws IOException {
    WholeFile.write(file, bytes(value));
  }

  /**
   * The JSON of a record in UTF-8, indented, ending with a line feed.
   *
   * @throws IllegalArgumentException if it holds a number that is not finite, or a component of a
   *     type other than the above
   */
  public static byte[] bytes(Record value) {
    return RecordWriter.write(value);
  }

  /** As {@link #bytes}. */
  public static String text(Record value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }
}
