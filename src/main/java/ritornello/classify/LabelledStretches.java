package ritornello.classify;

import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import ritornello.lm.Reading;
import ritornello.nn.Window;
import ritornello.token.EpochChance;
import ritornello.token.Labelled;
import ritornello.token.LabelledSource;
import ritornello.token.TokenSource;

/**
 * Pieces as the trainer wants them: stretches of notes as {@link NoteSymbols}, each ending with a
 * symbol for its label, −1 for the first, −2 for the second and so on.
 */
final class LabelledStretches implements TokenSource {
  private final LabelledSource pieces;
  private final Scheme scheme;
  private final NoteSymbols notes;
  private final boolean anywhere;
  private final long seed;

  /**
   * @param anywhere whether stretches are other ones in each epoch
   * @param seed of where they are
   */
  LabelledStretches(LabelledSource pieces, Scheme scheme, boolean anywhere, long seed) {
    this.pieces = pieces;
    this.scheme = scheme;
    this.notes = new NoteSymbols(scheme.newCodec(), scheme.metre());
    this.anywhere = anywhere;
    this.seed = seed;
  }

  @Override
  public Iterator<int[]> epoch(long epoch) {
    EpochChance chance = new EpochChance(~seed, epoch);
    Iterable<Labelled> all = () -> pieces.epoch(epoch);
    return StreamSupport.stream(all.spliterator(), false)
        .flatMap(piece -> stretches(piece, chance.of(piece.piece())))
        .iterator();
  }

  private Stream<int[]> stretches(Labelled piece, SplittableRandom random) {
    int[] symbols = notes.of(piece.tokens());
    int count = scheme.stretches(pieces.notes(piece.piece()));
    int[] starts =
        anywhere
            ? scheme.randomStarts(symbols.length, count, random)
            : scheme.evenStarts(symbols.length, count);
    return IntStream.of(starts)
        .mapToObj(start -> withLabel(scheme.stretch(symbols, start), piece.label()));
  }

  private static int[] withLabel(int[] stretch, int label) {
    int[] symbols = Arrays.copyOf(stretch, stretch.length + 1);
    symbols[stretch.length] = -1 - label;
    return symbols;
  }

  @Override
  public int count() {
    return (int) tokens();
  }

  /** Answers, for that is what a step of learning is measured by: one for each stretch. */
  @Override
  public long tokens() {
    return IntStream.range(0, pieces.count())
        .mapToLong(i -> scheme.stretches(pieces.notes(i)))
        .sum();
  }

  /** Each note is looked up where it stands; after the last, where the label is wanted, nothing. */
  static Reading reading(Scheme scheme) {
    NoteSymbols notes = new NoteSymbols(scheme.newCodec(), scheme.metre());
    return new Reading() {
      @Override
      public int inputs() {
        return notes.inputSizes().length;
      }

      @Override
      public Reader begin() {
        return new NoteReader(notes);
      }
    };
  }

  /** Goes through the symbols of a stretch. */
  private static final class NoteReader implements Reading.Reader {
    private final NoteSymbols notes;
    private int before = NoteSymbols.NONE;

    NoteReader(NoteSymbols notes) {
      this.notes = notes;
    }

    @Override
    public void show(Window window, int step, int row, int symbol, boolean begins) {
      if (symbol < 0) {
        window.set(step, row, notes.endInputs(), -1 - symbol, begins);
      } else {
        window.set(step, row, notes.inputs(before, symbol), Window.NO_TARGET, begins);
      }
      skip(symbol);
    }

    @Override
    public void skip(int symbol) {
      before = symbol;
    }
  }
}
