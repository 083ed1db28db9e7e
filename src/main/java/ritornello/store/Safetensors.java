package ritornello.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named arrays of numbers with a few words about them, as in a {@code .safetensors} file: eight
 * bytes of header length, a header in JSON, the numbers in little-endian order without gaps. The
 * format is described at <a
 * href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>.
 *
 * <p>Numbers that are not finite are refused both in writing and in reading. Equal content gives
 * equal bytes, whatever the order in which it was given.
 */
public final class Safetensors {
  private final String source;
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors;

  private Safetensors(String source, Collection<Tensor> tensors, Map<String, String> metadata) {
    this.source = source;
    this.metadata = Map.copyOf(metadata);
    this.tensors = new TreeMap<>();
    for (Tensor tensor : tensors) {
      if (this.tensors.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("tensor " + tensor.name() + " stands twice");
      }
    }
  }

  /**
   * Content for a file. The arrays are not copied, so don't change them before it is written.
   *
   * @throws IllegalArgumentException if two tensors have one name
   */
  public static Safetensors of(Collection<? extends Tensor> tensors, Map<String, String> metadata) {
    return new Safetensors("", List.copyOf(tensors), metadata);
  }

  /**
   * Reads a whole file.
   *
   * @throws IOException if it can't be read, is damaged, or holds a number that is not finite
   */
  public static Safetensors read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw ReadFailedException.of(file, new IOException());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file), file.toString());
    } catch (FileSystemException e) {
      throw ReadFailedException.of(file, e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param source what to call it in an error: the name of the file
   * @throws IOException if it is damaged, or holds a number that is not finite
   */
  public static Safetensors read(byte[] bytes, String source) throws IOException {
    return read(new ByteArrayInputStream(bytes), bytes.length, source);
  }

  private static Safetensors read(InputStream in, long size, String source) throws IOException {
    SafetensorsReader reader = new SafetensorsReader(in, size, source);
    SafetensorsHeader header = reader.header();
    return new Safetensors(source, reader.tensors(header), header.metadata());
  }

  /**
   * Writes a file, which appears whole.
   *
   * @throws WriteFailedException if the file system does not let it be written
   * @throws IOException if a number is not finite
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, out -> new SafetensorsWriter(out, file.toString()).write(this));
  }

  /** What the file says about itself; empty if nothing. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** All tensors, sorted by name. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors.values());
  }

  /** Whether there is a tensor of this name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The tensor of this name.
   *
   * @throws IOException if there is none
   */
  public Tensor tensor(String name) throws IOException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IOException(where() + "there is no tensor '" + name + "' in it");
    }
    return tensor;
  }

  /**
   * The values of a tensor of 32-bit floating point.
   *
   * @param shape that it must have
   * @throws IOException if there is none of this name, type and shape
   */
  public float[] floats(String name, int... shape) throws IOException {
    return ((Tensor.F32) tensor(name, NumberType.F32, shape)).values();
  }

  /** As {@link #floats}, of 64-bit floating point. */
  public double[] doubles(String name, int... shape) throws IOException {
    return ((Tensor.F64) tensor(name, NumberType.F64, shape)).values();
  }

  /** As {@link #floats}, of 32-bit integers. */
  public int[] ints(String name, int... shape) throws IOException {
    return ((Tensor.I32) tensor(name, NumberType.I32, shape)).values();
  }

  /** As {@link #floats}, of 64-bit integers. */
  public long[] longs(String name, int... shape) throws IOException {
    return ((Tensor.I64) tensor(name, NumberType.I64, shape)).values();
  }

  /**
   * What the file says about itself under this key.
   *
   * @throws IOException if nothing
   */
  public String metadata(String key) throws IOException {
    String value = metadata.get(key);
    if (value == null) {
      throw new IOException(where() + "there is no '" + key + "' in its metadata");
    }
    return value;
  }

  private Tensor tensor(String name, NumberType type, int[] shape) throws IOException {
    Tensor tensor = tensor(name);
    if (NumberType.of(tensor) != type || !Arrays.equals(tensor.shape(), shape)) {
      throw new IOException(
          String.format(
              "%stensor '%s' is %s %s, but %s %s is expected here",
              where(),
              name,
              NumberType.of(tensor),
              Arrays.toString(tensor.shape()),
              type,
              Arrays.toString(shape)));
    }
    return tensor;
  }

  private String where() {
    return source.isEmpty() ? "" : source + ": ";
  }
}
