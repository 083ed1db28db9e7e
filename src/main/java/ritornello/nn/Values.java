package ritornello.nn;

/** Numbers of one type in a row of memory, on the heap or off it; made by an {@link Arithmetic}. */
public interface Values {

  int size();

  double get(int at);

  void set(int at, double value);

  /** Makes all of them zero. */
  void clear();
}
