package ritornello.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import ritornello.lm.Continuation;
import ritornello.lm.Sampler;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/**
 * Lets a piece grow to its end. Where no token is left that keeps to the constraints, it goes back
 * to the last bar line and draws the bar anew, after some tries a bar further back; so what comes
 * out is what the model invents when it knows that it must keep to them.
 */
final class Growth {
  static final int TRIES_OF_A_BAR = 16;
  private static final int MOST_TRIES = 1000;

  /** With so many tries it goes no further back, and long pieces need no more memory. */
  private static final int MOST_BAR_LINES = 1 + MOST_TRIES / TRIES_OF_A_BAR;

  private final Sampler sampler;
  private final Request request;
  private final int seedTokens;
  private final boolean mayGetStuck;

  /** At the bar lines, the last one first. */
  private final Deque<BarLine> barLines = new ArrayDeque<>();

  private Continuation continuation;
  private Piece piece;
  private int tries;

  /** Where a bar begins, to go back to. */
  private static final class BarLine {
    private final Continuation continuation;
    private final Piece piece;
    private int tries;

    BarLine(Continuation continuation, Piece piece) {
      this.continuation = continuation.copy();
      this.piece = piece.copy();
    }
  }

  /**
   * @param continuation which has the seed
   * @param piece which has it too
   */
  Growth(Sampler sampler, Request request, Continuation continuation, Piece piece) {
    this.sampler = sampler;
    this.request = request;
    this.continuation = continuation;
    this.piece = piece;
    this.seedTokens = piece.length();
    this.mayGetStuck = !request.constraints().isEmpty();
  }

  Generator.Generated grow() throws UnsatisfiableException {
    while (true) {
      remember();
      Context context = continuation.context();
      boolean isLong = Generator.fullBars(context) >= request.bars();
      int again = barLines.isEmpty() ? 0 : barLines.peek().tries;
      if (isLong && piece.mayEnd(context)) {
        return piece.generated(seedTokens, tries);
      }
      OptionalInt token =
          isLong
              ? OptionalInt.empty()
              : piece.next(context, continuation.logits(), tempered(sampler, again));
      if (token.isEmpty()) {
        goBack(context, isLong);
      } else if (token.getAsInt() == Vocabulary.EOS) {
        return piece.generated(seedTokens, tries);
      } else {
        piece.accept(context, token.getAsInt());
        continuation.accept(token.getAsInt());
      }
    }
  }

  private void remember() {
    boolean passed =
        barLines.isEmpty()
            || continuation.context().bars() > barLines.peek().continuation.context().bars();
    if (mayGetStuck && passed) {
      barLines.push(new BarLine(continuation, piece));
      if (barLines.size() > MOST_BAR_LINES) {
        barLines.removeLast();
      }
    }
  }

  /** The more tries, the wilder, where it would be always the same: at least a tenth for each. */
  static Sampler tempered(Sampler sampler, int tries) {
    return tries == 0 ? sampler : sampler.atLeast(Math.min(1, tries / 10.0));
  }

  private void goBack(Context context, boolean isLong) throws UnsatisfiableException {
    tries++;
    if (barLines.isEmpty() || tries >= MOST_TRIES) {
      int bar = Generator.fullBars(context) + 1;
      throw unsatisfiable(
          request,
          isLong ? "it could not end after bar " + (bar - 1) + "; " : "in bar " + bar + " ");
    }
    // After the last bar, what has to be another is that bar, not one that has not begun.
    if (isLong && barLines.size() > 1 && isAtTop(context)) {
      barLines.pop();
    }
    BarLine last = barLines.peek();
    last.tries++;
    if (last.tries > TRIES_OF_A_BAR && barLines.size() > 1) {
      barLines.pop();
      last = barLines.peek();
      last.tries++;
    }
    continuation = last.continuation.copy();
    piece = last.piece.copy();
  }

  private boolean isAtTop(Context context) {
    return context.bars() == barLines.peek().continuation.context().bars();
  }

  static UnsatisfiableException unsatisfiable(Request request, String place) {
    String all =
        request.constraints().stream().map(Constraint::toString).collect(Collectors.joining(", "));
    return new UnsatisfiableException(
        place + "nothing can follow that keeps to all of: " + all + "; loosen one of them");
  }
}
