package ritornello.nn;

/** Numbers of one type in a row of memory, on the heap or off it; made by an {@link Arithmetic}. */
public interface Values {

  int size();

  double get(int at);

  void set(int at, double value);

  /** Copies {@code size} numbers from {@code at} on. */
  void read(int at, float[] into, int intoAt, int size);

  /** Takes {@code size} numbers, to stand from {@code at} on. */
  void write(int at, float[] from, int fromAt, int size);

  /** Makes all of them zero. */
  void clear();

  /** Gives the memory back at once. Whoever reads or writes a number after that gets an error. */
  void free();
}
