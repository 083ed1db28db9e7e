package ritornello.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes one record as {@link Json}. */
final class RecordWriter {
  private final JsonGenerator out;

  private RecordWriter(JsonGenerator out) {
    this.out = out;
  }

  static byte[] write(Record value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
      out.setPrettyPrinter(layout());
      new RecordWriter(out).record(value);
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  /** The same on every system: two spaces, line feeds, arrays in one line. */
  private static DefaultPrettyPrinter layout() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayValueSpacing(Separators.Spacing.NONE);
    return new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }

  private void record(Record value) throws IOException {
    out.writeStartObject();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object content = get(value, component);
      if (content instanceof Optional<?> optional) {
        if (optional.isEmpty()) {
          continue;
        }
        content = optional.get();
      }
      out.writeFieldName(component.getName());
      value(component.getName(), content);
    }
    out.writeEndObject();
  }

  private void value(String field, Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      number(field, number);
    } else if (value instanceof Enum<?> constant) {
      out.writeString(constant.name());
    } else if (value instanceof Record inner) {
      record(inner);
    } else if (value instanceof List<?> list) {
      list(field, list);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Optional<?> optional && optional.isPresent()) {
      value(field, optional.get());
    } else if (value != null && value.getClass().isArray()) {
      array(field, value);
    } else {
      throw new IllegalArgumentException(
          "cannot store " + field + " as JSON: " + (value == null ? "null" : value.getClass()));
    }
  }

  private void number(String field, Number value) throws IOException {
    if (!Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException("cannot store " + field + " as JSON: it is " + value);
    }
    if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(value.longValue());
    } else if (value instanceof Float) {
      out.writeNumber(value.floatValue());
    } else if (value instanceof Double) {
      out.writeNumber(value.doubleValue());
    } else {
      throw new IllegalArgumentException("cannot store " + field + " as JSON: " + value.getClass());
    }
  }

  private void list(String field, List<?> list) throws IOException {
    out.writeStartArray();
    for (Object element : list) {
      value(field, element);
    }
    out.writeEndArray();
  }

  private void map(Map<?, ?> map) throws IOException {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((key, element) -> sorted.put((String) key, element));
    out.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.writeFieldName(entry.getKey());
      value(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }

  private void array(String field, Object array) throws IOException {
    out.writeStartArray();
    for (int i = 0; i < Array.getLength(array); i++) {
      value(field, Array.get(array, i));
    }
    out.writeEndArray();
  }

  private static Object get(Record value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("cannot read " + component.getName() + " of a record", e);
    }
  }
}
