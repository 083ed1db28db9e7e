package ritornello.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import ritornello.store.Hash;
import ritornello.token.Codec;
import ritornello.token.EpochChance;
import ritornello.token.Labelled;
import ritornello.token.LabelledSource;

/**
 * A collection of labelled pieces, divided so that each side has its share of each label. Copies of
 * a piece count once; pieces that are nearly the same, and those of one work, stay on one side.
 */
public final class LabelledCorpus {
  private final Codec codec;
  private final List<String> labels;
  private final List<LabelledPiece> training = new ArrayList<>();
  private final List<LabelledPiece> validation = new ArrayList<>();
  private final List<LabelledPiece> test = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final String hash;

  /**
   * Pieces of one label that stay together.
   *
   * @param label of most of them
   */
  private record Group(String label, String sha256, List<ScannedFile> files) {}

  private LabelledCorpus(Codec codec, List<String> labels, String hash) {
    this.codec = codec;
    this.labels = List.copyOf(labels);
    this.hash = hash;
  }

  /**
   * Divides a collection.
   *
   * @param codec that made the collection's tokens
   * @throws IOException if there is nothing to tell apart: fewer than two labels with enough pieces
   */
  public static LabelledCorpus of(
      MidiCollection collection, Codec codec, Labelling labelling, LabelledSplit split)
      throws IOException {
    List<ScannedFile> labelled =
        collection.usable().stream().filter(f -> labelling.label(f.path()).isPresent()).toList();
    Map<String, List<Group>> byLabel = new TreeMap<>();
    int different = 0;
    for (PieceGroup same : PieceGroup.of(labelled, codec, works(split))) {
      Group group = new Group(commonest(same.files(), labelling), same.sha256(), same.files());
      byLabel.computeIfAbsent(group.label(), name -> new ArrayList<>()).add(group);
      different += same.files().size();
    }
    List<String> left = new ArrayList<>();
    byLabel.forEach(
        (label, groups) -> {
          if (groups.size() < split.fewest()) {
            left.add(label + " (" + groups.size() + ")");
          }
        });
    byLabel.values().removeIf(groups -> groups.size() < split.fewest());
    checkThereIsAChoice(collection, labelled, byLabel, left, split);
    List<String> labels = List.copyOf(byLabel.keySet());
    LabelledCorpus corpus =
        new LabelledCorpus(codec, labels, hash(labelled, codec, labelling, split));
    corpus.noteWhatIsLeftOut(collection.usable().size() - labelled.size(), left, split);
    corpus.noteCopies(labelled.size() - different);
    byLabel.values().forEach(groups -> corpus.divide(groups, labelling, split));
    return corpus;
  }

  private static Function<ScannedFile, Optional<String>> works(LabelledSplit split) {
    return file ->
        split
            .workPattern()
            .map(pattern -> pattern.matcher(file.path()))
            .filter(Matcher::find)
            .map(found -> found.groupCount() > 0 ? found.group(1) : found.group());
  }

  /** Of equally common ones the first in order. */
  private static String commonest(List<ScannedFile> files, Labelling labelling) {
    Map<String, Integer> counts = new TreeMap<>();
    files.forEach(
        file -> counts.merge(labelling.label(file.path()).orElseThrow(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private static void checkThereIsAChoice(
      MidiCollection collection,
      List<ScannedFile> labelled,
      Map<String, List<Group>> byLabel,
      List<String> left,
      LabelledSplit split)
      throws IOException {
    if (labelled.isEmpty()) {
      throw new IOException(
          "no file of "
              + collection.place()
              + " has a label: put the files of each label into a folder of its own, or give"
              + " --label-pattern, or a .csv file of files and labels");
    }
    if (byLabel.size() + left.size() < 2) {
      String only = byLabel.isEmpty() ? left.get(0) : byLabel.keySet().iterator().next();
      throw new IOException(
          "all files of "
              + collection.place()
              + " have the one label "
              + only
              + "; there must be two or more to tell apart");
    }
    if (byLabel.size() < 2) {
      throw new IOException(
          "too few pieces in "
              + collection.place()
              + ": a label needs "
              + split.fewest()
              + " different ones, to learn from, to validate and to test on, and two labels must"
              + " have them; there are too few of "
              + String.join(", ", left));
    }
  }

  private void noteWhatIsLeftOut(int unlabelled, List<String> left, LabelledSplit split) {
    if (unlabelled > 0) {
      notes.add(
          unlabelled
              + (unlabelled == 1 ? " file without a label is" : " files without a label are")
              + " left out");
    }
    if (!left.isEmpty()) {
      notes.add(
          "labels with fewer than "
              + split.fewest()
              + " different pieces are left out: "
              + String.join(", ", left));
    }
  }

  private void noteCopies(int copies) {
    if (copies > 0) {
      notes.add(
          copies == 1
              ? "1 file is a copy of another and left out"
              : copies + " files are copies of others and left out");
    }
  }

  /** Each side gets its share of the groups of a label, one at least. */
  private void divide(List<Group> groups, Labelling labelling, LabelledSplit split) {
    List<Group> sorted = new ArrayList<>(groups);
    sorted.sort(Comparator.comparing(Group::sha256));
    int[] order = new EpochChance(split.seed(), 0).order(sorted.size());
    int forTest = share(split.shares().test(), sorted.size());
    int forValidation = share(split.shares().validation(), sorted.size());
    for (int i = 0; i < order.length; i++) {
      List<LabelledPiece> side = training;
      if (i < forTest) {
        side = test;
      } else if (i < forTest + forValidation && i < order.length - 1) {
        side = validation;
      }
      for (ScannedFile file : sorted.get(order[i]).files()) {
        int label = labels.indexOf(labelling.label(file.path()).orElseThrow());
        if (label >= 0) { // else in a group of another label, and with too few pieces of its own
          Piece piece = ((Verdict.Usable) file.verdict()).piece();
          side.add(new LabelledPiece(file.path(), label, piece, codec.noteCount(piece.tokens())));
        }
      }
    }
  }

  private static int share(double share, int groups) {
    return (int) Math.max(1, Math.min(groups - 2L, Math.round(share * groups)));
  }

  private static String hash(
      List<ScannedFile> files, Codec codec, Labelling labelling, LabelledSplit split) {
    StringBuilder text = new StringBuilder();
    text.append(codec.spec()).append('\n').append(codec.vocabulary().sha256()).append('\n');
    text.append(CollectionScan.READING_VERSION).append(' ').append(codec.version()).append('\n');
    text.append(split).append('\n');
    for (ScannedFile file : files) {
      String label = labelling.label(file.path()).orElseThrow();
      text.append(file.sha256()).append(' ').append(label).append(' ').append(file.path());
      text.append('\n');
    }
    return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What there is to tell apart, sorted; a label's number is its place here. */
  public List<String> labels() {
    return labels;
  }

  /** What is learned from, sorted by label. */
  public List<LabelledPiece> training() {
    return List.copyOf(training);
  }

  /** What tells when to stop learning, sorted by label. */
  public List<LabelledPiece> validation() {
    return List.copyOf(validation);
  }

  /** What is kept for measuring at the end, sorted by label. */
  public List<LabelledPiece> test() {
    return List.copyOf(test);
  }

  /** What people should know about the split, a sentence each; empty if nothing. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** SHA-256 of all that the corpus was made from, in hexadecimal. */
  public String hash() {
    return hash;
  }

  /**
   * To learn from, in another order each epoch.
   *
   * @param seed of the order and the augmentation
   * @param augment whether each piece is moved each epoch, as far as the codec tells such things:
   *     to another key, a little faster or slower, louder or softer
   */
  public LabelledSource training(long seed, boolean augment) {
    Augmentation augmentation = new Augmentation(codec);
    return new LabelledSource() {
      @Override
      public Iterator<Labelled> epoch(long epoch) {
        EpochChance chance = new EpochChance(seed, epoch);
        return IntStream.of(chance.order(training.size()))
            .mapToObj(
                index -> {
                  LabelledPiece piece = training.get(index);
                  int[] tokens = piece.piece().tokens();
                  int[] moved = augment ? augmentation.of(tokens, chance.of(index)) : tokens;
                  return new Labelled(index, moved, piece.label());
                })
            .iterator();
      }

      @Override
      public int count() {
        return training.size();
      }

      @Override
      public int notes(int piece) {
        return training.get(piece).notes();
      }
    };
  }

  /** Pieces as they are, in their order. */
  public static LabelledSource fixed(List<LabelledPiece> pieces) {
    return new LabelledSource() {
      @Override
      public Iterator<Labelled> epoch(long epoch) {
        return IntStream.range(0, pieces.size())
            .mapToObj(i -> new Labelled(i, pieces.get(i).piece().tokens(), pieces.get(i).label()))
            .iterator();
      }

      @Override
      public int count() {
        return pieces.size();
      }

      @Override
      public int notes(int piece) {
        return pieces.get(piece).notes();
      }
    };
  }
}
