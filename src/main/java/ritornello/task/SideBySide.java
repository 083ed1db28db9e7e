package ritornello.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ritornello.lm.Continuations;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/** Lets pieces grow side by side, each from the same seed. */
final class SideBySide {
  /** More would only take more memory. */
  private static final int MOST_ROWS = 64;

  private final LanguageModel model;
  private final Sampler sampler;
  private final Request request;

  SideBySide(LanguageModel model, Sampler sampler, Request request) {
    this.model = model;
    this.sampler = sampler;
    this.request = request;
  }

  /**
   * Lets them grow to their ends.
   *
   * @param pieces which have nothing yet
   * @return for each what came out; nothing where no token was left
   */
  List<Optional<Generator.Generated>> grow(List<Piece> pieces, int threads) {
    List<Optional<Generator.Generated>> all = new ArrayList<>();
    for (int first = 0; first < pieces.size(); first += MOST_ROWS) {
      List<Piece> together = pieces.subList(first, Math.min(first + MOST_ROWS, pieces.size()));
      try (Continuations rows = new Continuations(model, together.size(), threads)) {
        all.addAll(new Rows(together, rows).grow());
      }
    }
    return all;
  }

  /** Pieces that grow together. */
  private final class Rows {
    private final List<Piece> pieces;
    private final Continuations rows;
    private final List<Optional<Generator.Generated>> grown;
    private final boolean[] ended;

    Rows(List<Piece> pieces, Continuations rows) {
      this.pieces = pieces;
      this.rows = rows;
      this.grown = new ArrayList<>(Collections.nCopies(pieces.size(), Optional.empty()));
      this.ended = new boolean[pieces.size()];
    }

    List<Optional<Generator.Generated>> grow() {
      int[] next = new int[pieces.size()];
      for (int token : request.seed()) {
        for (int row = 0; row < next.length; row++) {
          Piece piece = pieces.get(row);
          next[row] = piece.told(token, rows.context(row), rows.logits(row), sampler);
          piece.accept(rows.context(row), next[row]);
        }
        rows.accept(next);
      }
      while (draw(next)) {
        rows.accept(next);
      }
      return grown;
    }

    /** Whether any of them goes on. */
    private boolean draw(int[] next) {
      boolean any = false;
      for (int row = 0; row < next.length; row++) {
        next[row] = ended[row] ? Vocabulary.PAD : draw(row);
        ended[row] = next[row] == Vocabulary.PAD;
        any |= !ended[row];
      }
      return any;
    }

    /** The next token of a row; PAD where it has ended, or nothing is left. */
    private int draw(int row) {
      Piece piece = pieces.get(row);
      Context context = rows.context(row);
      boolean isLong = Generator.fullBars(context) >= request.bars();
      OptionalInt token =
          isLong ? OptionalInt.empty() : piece.next(context, rows.logits(row), sampler);
      boolean ends =
          isLong ? piece.mayEnd(context) : token.isPresent() && token.getAsInt() == Vocabulary.EOS;
      if (ends) {
        grown.set(row, Optional.of(piece.generated(request.seed().length, 0)));
      }
      if (ends || token.isEmpty()) {
        return Vocabulary.PAD;
      }
      piece.accept(context, token.getAsInt());
      return token.getAsInt();
    }
  }
}
