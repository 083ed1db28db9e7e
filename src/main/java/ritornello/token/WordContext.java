package ritornello.token;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import ritornello.score.KeySignature;

/** Where a sequence of words stands: where that of its characters does. */
final class WordContext implements Context {
  private final Context context;
  private final WordVocabulary vocabulary;
  private final WordTree tree;
  private int last = Vocabulary.BOS;

  /** Worked out when it is first asked for. */
  private Optional<BitSet> allowed = Optional.empty();

  WordContext(Context context, WordVocabulary vocabulary, WordTree tree) {
    this.context = context;
    this.vocabulary = vocabulary;
    this.tree = tree;
  }

  @Override
  public void inputs(int[] into) {
    context.inputs(into);
    into[0] = last;
  }

  @Override
  public boolean allows(int token) {
    if (allowed.isEmpty()) {
      BitSet words = tree.allowed(context);
      if (words.isEmpty() && last != Vocabulary.EOS) {
        // All that could go on is too rare to be known.
        words.set(Vocabulary.EOS);
      }
      allowed = Optional.of(words);
    }
    return allowed.get().get(token);
  }

  @Override
  public List<Onset> onsets(int token) {
    int[] characters = vocabulary.characters(token);
    if (characters.length == 1) {
      return context.onsets(characters[0]);
    }
    List<Onset> onsets = new ArrayList<>();
    Context tried = context.copy();
    for (int character : characters) {
      onsets.addAll(tried.onsets(character));
      tried.accept(character);
    }
    return onsets;
  }

  @Override
  public void accept(int token) {
    last = token;
    allowed = Optional.empty();
    for (int character : vocabulary.characters(token)) {
      context.accept(character);
    }
  }

  @Override
  public int steps() {
    return context.steps();
  }

  @Override
  public int bars() {
    return context.bars();
  }

  @Override
  public int pickupBars() {
    return context.pickupBars();
  }

  @Override
  public boolean atBarLine() {
    return context.atBarLine();
  }

  @Override
  public Optional<BarPlace> place() {
    return context.place();
  }

  @Override
  public Optional<BarPlace> placeAfter(int token) {
    int[] characters = vocabulary.characters(token);
    return before(characters).placeAfter(characters[characters.length - 1]);
  }

  @Override
  public int soundingAfter(int token) {
    int[] characters = vocabulary.characters(token);
    return before(characters).soundingAfter(characters[characters.length - 1]);
  }

  /** Where the last of them would come. */
  private Context before(int[] characters) {
    Context tried = characters.length == 1 ? context : context.copy();
    for (int i = 0; i < characters.length - 1; i++) {
      tried.accept(characters[i]);
    }
    return tried;
  }

  @Override
  public Optional<KeySignature> key() {
    return context.key();
  }

  @Override
  public Context characters() {
    return context;
  }

  @Override
  public Context copy() {
    WordContext copy = new WordContext(context.copy(), vocabulary, tree);
    copy.last = last;
    return copy;
  }
}
