package ritornello.task;

import java.util.ArrayList;
import java.util.List;
import ritornello.token.Codec;
import ritornello.token.Context;

/** All watches over one piece. A token is told as the characters that it is made of. */
final class Watching {
  /** Of the characters. */
  private final Codec codec;

  private final List<Watch> watches;

  Watching(Codec codec, List<Watch> watches) {
    this.codec = codec;
    this.watches = watches;
  }

  Watching copy() {
    List<Watch> copies = new ArrayList<>();
    watches.forEach(watch -> copies.add(watch.copy()));
    return new Watching(codec, copies);
  }

  int count() {
    return watches.size();
  }

  /** Whether one of them lets a token come next. */
  boolean allows(int number, Context context, int[] characters) {
    Watch watch = watches.get(number);
    if (characters.length == 1) {
      return watch.allows(context, characters[0]);
    }
    Context at = context.copy();
    Watch tried = watch.copy();
    for (int i = 0; i < characters.length; i++) {
      if (!tried.allows(at, characters[i])) {
        return false;
      }
      if (i + 1 < characters.length) {
        tried.accept(at, characters[i]);
        at.accept(characters[i]);
      }
    }
    return true;
  }

  /** Whether all of them let this character come next. */
  boolean allAllow(Context context, int character) {
    return watches.stream().allMatch(watch -> watch.allows(context, character));
  }

  /**
   * Goes on by one token.
   *
   * @param context which has not accepted it
   */
  void accept(Context context, int[] characters) {
    Context at = characters.length == 1 ? context : context.copy();
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      watches.forEach(watch -> watch.accept(at, character));
      if (i + 1 < characters.length) {
        at.accept(character);
      }
    }
  }

  /**
   * Whether something can follow a token: what only leads to a note must not lead to where none may
   * begin. Where a token ends anything else, something can.
   */
  boolean leadsOn(Context context, int[] characters) {
    if (characters.length == 0 || !codec.kind(characters[characters.length - 1]).leadsToNote()) {
      return true;
    }
    Watching after = copy();
    after.accept(context, characters);
    Context at = context.copy();
    for (int character : characters) {
      at.accept(character);
    }
    // From the end: notes stand behind what leads to them.
    for (int next = codec.vocabulary().size() - 1; next >= 0; next--) {
      if (at.allows(next) && after.allAllow(at, next) && after.leadsOn(at, new int[] {next})) {
        return true;
      }
    }
    return false;
  }
}
