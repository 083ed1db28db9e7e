package ritornello.nn;

/** What attention weighs: a vector at each of P positions of each row. */
interface Attended {

  /** D, numbers of a vector. */
  int width();

  /** P, in this window. */
  int positions();

  /** (P, B, D). */
  Values values();

  /** (P, B, D); attention adds to it. */
  Values gradient();

  /** The first position that step t of row b may attend to. */
  int from(int t, int b);

  /** The position after the last that it may attend to; not below {@link #from}. */
  int to(int t, int b);
}
