package ritornello.corpus;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Says what a file of a collection is: its style, its composer, its metre. */
public sealed interface Labelling {

  /** Nothing for files that have no label. */
  Optional<String> label(String path);

  /** The folder that a file is in; of several, the one next to where the collection begins. */
  record ByFolder() implements Labelling {
    @Override
    public Optional<String> label(String path) {
      int slash = path.indexOf('/');
      return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash));
    }
  }

  /**
   * What a regular expression finds in the name of a file, without its folder: the name of the
   * named group that it finds, as {@code (?<hornpipe>hpps)}; else the text of its first group; else
   * all that it finds.
   */
  record ByName(Pattern pattern) implements Labelling {
    private static final Pattern NAMED = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    /**
     * @throws IllegalArgumentException if it is no regular expression
     */
    public static ByName of(String regex) {
      try {
        return new ByName(Pattern.compile(regex));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'" + regex + "' is no regular expression: " + e.getDescription(), e);
      }
    }

    @Override
    public Optional<String> label(String path) {
      Matcher matcher = pattern.matcher(path.substring(path.lastIndexOf('/') + 1));
      if (!matcher.find()) {
        return Optional.empty();
      }
      Matcher names = NAMED.matcher(pattern.pattern());
      while (names.find()) {
        if (matcher.group(names.group(1)) != null) {
          return Optional.of(names.group(1));
        }
      }
      String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      return Optional.ofNullable(found).filter(text -> !text.isBlank());
    }
  }

  /**
   * What a table says.
   *
   * @param labels by path from the folder that is scanned
   */
  record ByTable(Map<String, String> labels) implements Labelling {
    public ByTable {
      labels = Map.copyOf(labels);
    }

    /**
     * Reads a table, CSV in UTF-8: a line for each file, its path from the table's own folder, a
     * comma, its label; either may stand in double quotes. A first line {@code file,label} is its
     * head.
     *
     * @throws IOException if it can't be read, or a line is anything else
     */
    public static ByTable read(Path table) throws IOException {
      List<String> lines;
      try {
        lines = Files.readAllLines(table);
      } catch (CharacterCodingException e) {
        throw new IOException(table + " is not text in UTF-8", e);
      }
      Map<String, String> labels = new TreeMap<>();
      for (int i = 0; i < lines.size(); i++) {
        String line = i == 0 ? lines.get(0).replace("\uFEFF", "") : lines.get(i);
        if (!line.isBlank() && !(i == 0 && line.replace(" ", "").equals("file,label"))) {
          Entry entry = entry(line, table + ", line " + (i + 1));
          String before = labels.put(entry.path(), entry.label());
          if (before != null && !before.equals(entry.label())) {
            throw new IOException(
                table
                    + ", line "
                    + (i + 1)
                    + ": "
                    + entry.path()
                    + " has two labels, "
                    + before
                    + " and "
                    + entry.label());
          }
        }
      }
      return new ByTable(labels);
    }

    private record Entry(String path, String label) {}

    private static final Pattern LINE =
        Pattern.compile(
            "\\s*(\"(?:[^\"]|\"\")*\"|[^,\"]+?)\\s*,\\s*(\"(?:[^\"]|\"\")*\"|[^,\"]+?)\\s*");

    private static Entry entry(String line, String place) throws IOException {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IOException(
            place + ": '" + line + "' is not a file and its label, with a comma between");
      }
      Path path = Path.of(unquoted(matcher.group(1)).replace('\\', '/')).normalize();
      return new Entry(path.toString().replace('\\', '/'), unquoted(matcher.group(2)));
    }

    private static String unquoted(String field) {
      return field.startsWith("\"")
          ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
          : field;
    }

    @Override
    public Optional<String> label(String path) {
      return Optional.ofNullable(labels.get(path));
    }
  }
}
