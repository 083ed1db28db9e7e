package ritornello.nn;

/** A part of a network that goes on in the next window where it stood at the end of the last. */
interface Stateful {

  /** Takes stretches of numbers. */
  interface Visitor {
    void visit(Values values, int at, int size);
  }

  /** Makes the state after the window's last step the one that the next window starts from. */
  void carry(Window window);

  /** Numbers of state a row carries. */
  int stateSize();

  /** Shows the state that row {@code b} of the next window starts from, always in one order. */
  void visitState(int b, Visitor visitor);
}
