package ritornello.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ritornello.jam.Wish;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.score.KeySignature;
import ritornello.store.ModelFiles;
import ritornello.take.Rules;

/** Understands what a performer says to a model that plays along. */
final class LiveWords {
  static final String HELP =
      """
      [ ]   :temperature 1.1   tamer, wilder      k K   :key D       a fifth up, down
      + -   :tempo 100         faster, slower     n     :model NAME  the next of --model
      m     :metronome         clicks, or not     t     :tap         taps a tempo
            :scale D dorian    or :scale off      q     :quit        the end
      """;

  private static final int FIFTH = 7;
  private static final double LEAST_TEMPERATURE = 0.1;
  private static final double MOST_TEMPERATURE = 2;

  private final Supplier<Wish> wish;
  private final Consumer<Wish> change;
  private final Others others;
  private final List<String> models;
  private int model;

  /** Does what is no change of a wish. */
  interface Others {
    /** What to tell; nothing if these words are not known either. */
    Optional<String> obey(String verb, String rest);
  }

  /**
   * @param models that may be chosen one after the other, the first of them in use
   * @param others understands what this does not
   */
  LiveWords(Supplier<Wish> wish, Consumer<Wish> change, List<String> models, Others others) {
    this.wish = wish;
    this.change = change;
    this.models = models;
    this.others = others;
  }

  /** Does what is said; what to tell of it. */
  synchronized String obey(String words) {
    String stripped = words.strip();
    int space = stripped.indexOf(' ');
    String verb = (space < 0 ? stripped : stripped.substring(0, space)).toLowerCase(Locale.ROOT);
    String rest = space < 0 ? "" : stripped.substring(space + 1).strip();
    try {
      return switch (verb) {
        case "help" -> HELP.stripTrailing();
        case "temperature" -> temperature(rest);
        case "key" -> key(rest);
        case "scale" -> scale(rest);
        case "model" -> model(rest);
        default ->
            others
                .obey(verb, rest)
                .orElseGet(() -> "'" + Printable.name(stripped) + "' is not known; see ?");
      };
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // The music goes on, whatever was said.
      return "not done: "
          + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  /**
   * A number, or with a sign a step from where it is.
   *
   * @throws IllegalArgumentException if it is none
   */
  static double number(String text, double now) {
    try {
      boolean step = text.startsWith("+") || text.startsWith("-");
      double number = Double.parseDouble(text) + (step ? now : 0);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("'" + Printable.name(text) + "' is not a number");
  }

  private String temperature(String text) {
    Sampler now = wish.get().sampler();
    double wanted = number(text, now.temperature());
    double rounded = Math.round(100 * wanted) / 100.0;
    double value = Math.max(LEAST_TEMPERATURE, Math.min(MOST_TEMPERATURE, rounded));
    change.accept(wish.get().with(now.withTemperature(value)));
    return "temperature " + value;
  }

  private String key(String text) {
    KeySignature key =
        switch (text) {
          case "+" -> moved(FIFTH);
          case "-" -> moved(-FIFTH);
          default -> KeySignature.parse(text);
        };
    if (!wish.get().model().codec().characters().isKeyRelative()) {
      throw new IllegalArgumentException(
          "this model's tokens tell no key; :scale " + key + " keeps it to the notes of one");
    }
    change.accept(wish.get().with(key));
    return key.toString();
  }

  private KeySignature moved(int semitones) {
    return wish.get()
        .key()
        .orElseThrow(() -> new IllegalArgumentException("name a key first, as :key D"))
        .transpose(semitones);
  }

  private String scale(String text) {
    Rules now = wish.get().rules();
    Optional<String> scale = Optional.of(text).filter(name -> !name.equals("off"));
    change.accept(
        wish.get()
            .with(
                new Rules(
                    scale,
                    now.range(),
                    now.grid(),
                    now.polyphony(),
                    now.chords(),
                    now.noRepeatedBar(),
                    now.exactBars(),
                    now.endOnTonic(),
                    now.tonic())));
    return scale.map(name -> "scale " + name).orElse("no scale");
  }

  private String model(String text) throws IOException {
    if (text.equals("+") && models.size() < 2) {
      return "there is only one model; give several by --model, or name one, as :model folk";
    }
    int next = (model + 1) % models.size();
    String name = text.equals("+") ? models.get(next) : text;
    LanguageModel loaded = LanguageModel.load(ModelFiles.resolve(name));
    change.accept(wish.get().with(loaded));
    model = text.equals("+") ? next : model;
    return "model " + loaded.name();
  }
}
