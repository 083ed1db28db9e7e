package ritornello.nn;

/** What x⟨t⟩ brings to the pre-activations of a layer. */
interface Feed {

  /** Puts Wx x⟨t⟩ of all steps of the window into {@code z}, (T, B, stride) from {@code at}. */
  void forward(Window window, Values z, int at, int stride);

  /**
   * The way back: the gradient of Wx, and of x.
   *
   * @param z gradient of the pre-activations
   * @param adds whether the gradient of x is added to what is there, or put in its place
   */
  void backward(Window window, Values z, int at, int stride, boolean adds);
}
