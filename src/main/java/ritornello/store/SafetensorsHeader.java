package ritornello.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands before the numbers of a safetensors file.
 *
 * @param entries by offset
 * @param metadata the file's words about itself
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  /** Where a tensor stands, in bytes after the header. */
  record Entry(String name, NumberType type, int[] shape, long begin, long end) {

    /** How many numbers; at most what an array can hold. */
    int count() {
      return (int) ((end - begin) / type.bytes());
    }
  }

  /** The header of a file with these tensors: the widest numbers first, so that all are aligned. */
  static SafetensorsHeader of(List<Tensor> tensors, Map<String, String> metadata) {
    List<Tensor> sorted = new ArrayList<>(tensors);
    sorted.sort(
        Comparator.<Tensor>comparingInt(t -> -NumberType.of(t).bytes())
            .thenComparing(Tensor::name));
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (Tensor tensor : sorted) {
      NumberType type = NumberType.of(tensor);
      long end = begin + product(tensor.shape()) * type.bytes();
      entries.add(new Entry(tensor.name(), type, tensor.shape(), begin, end));
      begin = end;
    }
    return new SafetensorsHeader(entries, metadata);
  }

  /**
   * As JSON, filled up with spaces to a multiple of eight bytes, as the format's own writer does.
   */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      if (!metadata.isEmpty()) {
        out.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
      }
      for (Entry entry : entries) {
        write(out, entry);
      }
      out.writeEndObject();
    }
    while (bytes.size() % Long.BYTES != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Entry entry) throws IOException {
    out.writeObjectFieldStart(entry.name());
    out.writeStringField("dtype", entry.type().name());
    out.writeFieldName("shape");
    out.writeArray(entry.shape(), 0, entry.shape().length);
    out.writeFieldName("data_offsets");
    out.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
    out.writeEndObject();
  }

  /**
   * Reads and checks a header: the tensors fill the rest of the file without gaps.
   *
   * @param dataBytes how many bytes come after it
   * @throws IOException if anything about it is wrong; the message doesn't name the file
   */
  static SafetensorsHeader parse(byte[] json, long dataBytes) throws IOException {
    try (JsonParser in = Json.FACTORY.createParser(json)) {
      Parsing parsing = new Parsing(in);
      SafetensorsHeader header = parsing.header();
      header.checkOffsets(dataBytes);
      return header;
    } catch (JsonProcessingException e) {
      String said = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new IOException("its header is not well-formed JSON: " + said, e);
    } catch (CharConversionException e) {
      throw new IOException("its header is not text in UTF-8", e);
    }
  }

  private void checkOffsets(long dataBytes) throws IOException {
    long expected = 0;
    for (Entry entry : entries) {
      long bytes = product(entry.shape()) * entry.type().bytes();
      if (entry.begin() != expected || entry.end() - entry.begin() != bytes) {
        throw new IOException(
            String.format(
                "tensor '%s', %s %s, should be at bytes %d to %d, but its header says %d to %d",
                entry.name(),
                entry.type(),
                Arrays.toString(entry.shape()),
                expected,
                expected + bytes,
                entry.begin(),
                entry.end()));
      }
      expected = entry.end();
    }
    if (expected != dataBytes) {
      throw new IOException(
          "its header announces " + expected + " bytes of numbers, but there are " + dataBytes);
    }
  }

  /** Number of values; shapes are checked not to overflow. */
  private static long product(int[] shape) {
    return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
  }

  /** The way from JSON to entries. */
  private record Parsing(JsonParser in) {

    SafetensorsHeader header() throws IOException {
      in.nextToken();
      expect(JsonToken.START_OBJECT, "its header");
      List<Entry> entries = new ArrayList<>();
      Map<String, String> metadata = Map.of();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        if (name.equals(METADATA)) {
          metadata = metadata();
        } else {
          entries.add(entry(name));
        }
      }
      if (in.nextToken() != null) {
        throw new IOException("there is more after the end of its header");
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      return new SafetensorsHeader(entries, metadata);
    }

    private Map<String, String> metadata() throws IOException {
      expect(JsonToken.START_OBJECT, "its metadata");
      Map<String, String> metadata = new TreeMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        in.nextToken();
        expect(JsonToken.VALUE_STRING, "'" + key + "' of its metadata");
        metadata.put(key, in.getText());
      }
      return metadata;
    }

    private Entry entry(String name) throws IOException {
      String what = "tensor '" + name + "'";
      expect(JsonToken.START_OBJECT, what);
      String type = "";
      long[] shape = null;
      long[] offsets = null;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "dtype" -> {
            expect(JsonToken.VALUE_STRING, "dtype of " + what);
            type = in.getText();
          }
          case "shape" -> shape = numbers("shape of " + what);
          case "data_offsets" -> offsets = numbers("data_offsets of " + what);
          default -> throw new IOException(what + " has an unknown field '" + field + "'");
        }
      }
      if (name.isEmpty() || shape == null || offsets == null || offsets.length != 2) {
        throw new IOException(what + " has no name, shape or data_offsets");
      }
      return new Entry(name, type(what, type), lengths(what, shape), offsets[0], offsets[1]);
    }

    private static NumberType type(String what, String name) throws IOException {
      for (NumberType type : NumberType.values()) {
        if (type.name().equals(name)) {
          return type;
        }
      }
      throw new IOException(
          what
              + " has the type '"
              + name
              + "'; "
              + Arrays.toString(NumberType.values())
              + " can be read");
    }

    private static int[] lengths(String what, long[] shape) throws IOException {
      long product = 1;
      int[] lengths = new int[shape.length];
      for (int i = 0; i < shape.length; i++) {
        if (shape[i] > Integer.MAX_VALUE || (product *= shape[i]) > Integer.MAX_VALUE) {
          throw new IOException(what + " of " + Arrays.toString(shape) + " is too large");
        }
        lengths[i] = (int) shape[i];
      }
      return lengths;
    }

    private long[] numbers(String what) throws IOException {
      expect(JsonToken.START_ARRAY, what);
      List<Long> numbers = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        expect(JsonToken.VALUE_NUMBER_INT, what);
        long number =
            in.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : in.getLongValue();
        if (number < 0) {
          throw new IOException(what + " holds " + in.getText() + ", which can't be");
        }
        numbers.add(number);
      }
      return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private void expect(JsonToken token, String what) throws IOException {
      if (in.currentToken() != token) {
        throw new IOException(what + " is not as the format has it");
      }
    }
  }
}
