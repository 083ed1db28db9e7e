package ritornello.store;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one record from {@link Json}. */
final class RecordReader {
  private final JsonParser parser;
  private final String source;

  RecordReader(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  /** Reads a record that is all there is. */
  <R extends Record> R readOnly(Class<R> type) throws IOException {
    try {
      parser.nextToken();
      R value = type.cast(record(type, ""));
      if (parser.nextToken() != null) {
        throw wrong("there is more after the end");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (CharConversionException e) {
      throw new IOException(source + ": it is not text in UTF-8", e);
    }
  }

  private Object record(Class<?> type, String path) throws IOException {
    expect(JsonToken.START_OBJECT, path, "an object {...}");
    int line = line();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int index = indexOf(components, name);
      if (index < 0) {
        throw wrong("unknown field '" + child(path, name) + "'; known are " + names(components));
      }
      parser.nextToken();
      values[index] = value(components[index].getGenericType(), child(path, name));
    }
    for (int i = 0; i < components.length; i++) {
      if (values[i] == null && components[i].getType() == Optional.class) {
        values[i] = Optional.empty();
      } else if (values[i] == null) {
        throw wrong(line, "field '" + child(path, components[i].getName()) + "' is missing");
      }
    }
    return construct(type, components, values, line);
  }

  private Object construct(Class<?> type, RecordComponent[] components, Object[] values, int line)
      throws IOException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      String reason = String.valueOf(e.getCause().getMessage());
      throw new IOException(source + ", line " + line + ": " + reason, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type.getName(), e);
    }
  }

  private Object value(Type type, String path) throws IOException {
    if (type instanceof ParameterizedType generic) {
      return container(generic, path);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain, path);
    } else if (plain.isArray()) {
      return array(plain.getComponentType(), path);
    } else if (plain.isEnum()) {
      return constant(plain, path);
    } else if (plain == String.class) {
      expect(JsonToken.VALUE_STRING, path, "a text in quotes");
      return parser.getText();
    } else if (plain == boolean.class || plain == Boolean.class) {
      return flag(path);
    }
    return number(plain, path);
  }

  private Object container(ParameterizedType type, String path) throws IOException {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return List.copyOf(list(arguments[0], path));
    } else if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return map(arguments[1], path);
    } else if (type.getRawType() == Optional.class) {
      boolean none = parser.currentToken() == JsonToken.VALUE_NULL;
      return none ? Optional.empty() : Optional.of(value(arguments[0], path));
    }
    throw unsupported(type, path);
  }

  private List<Object> list(Type element, String path) throws IOException {
    expect(JsonToken.START_ARRAY, path, "a list [...]");
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(element, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Object array(Class<?> element, String path) throws IOException {
    List<Object> values = list(element, path);
    Object array = Array.newInstance(element, values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  private Map<String, Object> map(Type element, String path) throws IOException {
    expect(JsonToken.START_OBJECT, path, "an object {...}");
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      values.put(name, value(element, child(path, name)));
    }
    return values;
  }

  private Object constant(Class<?> type, String path) throws IOException {
    expect(JsonToken.VALUE_STRING, path, "a text in quotes");
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(parser.getText())) {
        return constant;
      }
    }
    throw wrong(
        "'"
            + path
            + "' is \""
            + parser.getText()
            + "\"; it must be one of "
            + Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList());
  }

  private Boolean flag(String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_TRUE) {
      expect(JsonToken.VALUE_FALSE, path, "true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private Number number(Class<?> type, String path) throws IOException {
    if (type == int.class || type == Integer.class) {
      return (int) whole(path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return whole(path, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class || type == Double.class) {
      expectNumber(path);
      return finite(path, parser.getDoubleValue());
    } else if (type == float.class || type == Float.class) {
      expectNumber(path);
      return (float) finite(path, parser.getFloatValue());
    }
    throw unsupported(type, path);
  }

  private long whole(String path, long least, long most) throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, path, "a whole number");
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw wrong("'" + path + "' must be from " + least + " to " + most);
  }

  private void expectNumber(String path) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw expected(path, "a number");
    }
  }

  private double finite(String path, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw wrong("'" + path + "' is too large a number");
    }
    return value;
  }

  private void expect(JsonToken token, String path, String what) throws IOException {
    if (parser.currentToken() != token) {
      throw expected(path, what);
    }
  }

  private IOException expected(String path, String what) {
    String subject = path.isEmpty() ? "the file" : "'" + path + "'";
    JsonToken found = parser.currentToken();
    return wrong(subject + " must be " + what + ", but it is " + describe(found));
  }

  private static String describe(JsonToken token) {
    if (token == null) {
      return "empty";
    }
    return switch (token) {
      case START_OBJECT -> "an object {...}";
      case START_ARRAY -> "a list [...]";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      default -> token.asString() == null ? "something else" : token.asString();
    };
  }

  private static int indexOf(RecordComponent[] components, String name) {
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String names(RecordComponent[] components) {
    return String.join(
        ", ", Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new));
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private IOException wrong(String what) {
    return wrong(line(), what);
  }

  private IOException wrong(int line, String what) {
    return new IOException(source + ", line " + line + ": " + what);
  }

  private IOException malformed(JsonProcessingException e) {
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    String kind = e instanceof JsonParseException ? "not well-formed JSON: " : "";
    int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
    String said =
        e instanceof JsonEOFException
            ? "it ends in the middle"
            : e.getOriginalMessage().lines().findFirst().orElse("");
    return new IOException(
        source + ", line " + line + ", column " + column + ": " + kind + said, e);
  }

  private static IllegalArgumentException unsupported(Type type, String path) {
    return new IllegalArgumentException("no way to read '" + path + "' of type " + type);
  }
}
