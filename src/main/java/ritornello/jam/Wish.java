package ritornello.jam;

import java.util.Optional;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;
import ritornello.take.Asked;
import ritornello.take.Rules;

/**
 * What is wanted of a model that plays along; it may change between two bars.
 *
 * @param model that invents
 * @param sampler how it is drawn
 * @param rules what it keeps to
 * @param asked what pieces are to be like as a whole
 * @param metre for models of melodies; else the model chooses
 * @param key for models of melodies; else the model chooses
 * @param qpm tempo in quarter notes a minute where the tokens tell none
 * @param program General MIDI program where the tokens tell none, 0 to 127
 */
public record Wish(
    LanguageModel model,
    Sampler sampler,
    Rules rules,
    Asked asked,
    Optional<TimeSignature> metre,
    Optional<KeySignature> key,
    double qpm,
    int program) {

  /** The same with another model. */
  public Wish with(LanguageModel other) {
    return new Wish(other, sampler, rules, asked, metre, key, qpm, program);
  }

  /** The same, drawn in another way. */
  public Wish with(Sampler other) {
    return new Wish(model, other, rules, asked, metre, key, qpm, program);
  }

  /** The same in another key. */
  public Wish with(KeySignature other) {
    return new Wish(model, sampler, rules, asked, metre, Optional.of(other), qpm, program);
  }

  /** The same, keeping to other rules. */
  public Wish with(Rules other) {
    return new Wish(model, sampler, other, asked, metre, key, qpm, program);
  }
}
