package ritornello.token;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * All words as ways through a tree of characters, so that what they have in common is tried once.
 */
final class WordTree {
  private final Node root = new Node(Vocabulary.PAD);

  private static final class Node {
    final int character;
    final List<Node> next = new ArrayList<>();
    int word = -1;

    Node(int character) {
      this.character = character;
    }

    Node next(int wanted) {
      for (Node node : next) {
        if (node.character == wanted) {
          return node;
        }
      }
      Node node = new Node(wanted);
      next.add(node);
      return node;
    }
  }

  WordTree(WordVocabulary vocabulary) {
    for (int word = 0; word < vocabulary.size(); word++) {
      Node node = root;
      for (int character : vocabulary.characters(word)) {
        node = node.next(character);
      }
      node.word = word;
    }
  }

  /** The words all of whose characters the grammar lets come next, one after the other. */
  BitSet allowed(Context context) {
    BitSet allowed = new BitSet();
    add(root, context, allowed);
    return allowed;
  }

  private static void add(Node node, Context context, BitSet allowed) {
    for (Node next : node.next) {
      if (!context.allows(next.character)) {
        continue;
      }
      if (next.word >= 0) {
        allowed.set(next.word);
      }
      if (!next.next.isEmpty()) {
        Context further = context.copy();
        further.accept(next.character);
        add(next, further, allowed);
      }
    }
  }
}
