package ritornello.jam;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sound.midi.ShortMessage;
import ritornello.play.LiveSequence;
import ritornello.play.Passage;
import ritornello.play.PassageSource;
import ritornello.play.PhraseDetector;
import ritornello.play.PhraseDetector.Phrase;
import ritornello.play.PlayClock;
import ritornello.score.Score;

/**
 * Call and response: listens to a phrase, answers it from the bar line on, and listens again. What
 * is played while it answers is not part of a phrase.
 *
 * <p>An answer that is not ready at its bar line is bridged by a phrase that was made earlier.
 */
public final class JamSource implements PassageSource {
  /** Before the bar line: time to answer, and what a synthesizer is sent ahead. */
  private static final long LEAST_MARGIN_MICROS = 250_000;

  private static final long SENT_AHEAD_MICROS = 130_000;

  /** The first answers take the longest, until the JVM has compiled what makes them. */
  private static final int ANSWERS_TO_WARM_UP = 3;

  /** Who comes in a little before the answer is over means the next phrase. */
  private static final double EARLY_QUARTERS = 0.25;

  private final JamOptions options;
  private final Answers answers;
  private final PlayClock clock;
  private final NextBar nextBar;
  private final PhraseDetector detector;
  private Passages passages = new Passages();
  private final AnswerTimes times;
  private final AtomicReference<Due> due = new AtomicReference<>(Due.NOTHING);
  private volatile LiveSequence sequence;

  /** Whether a voice sounds just now, of whose note nothing is known before it has ended. */
  private volatile boolean sounding;

  /** What the next bar line waits for; who comes first, the answer or the bridge, takes it. */
  private enum Due {
    NOTHING,
    ANSWER,
    BRIDGED
  }

  private volatile boolean answering;
  private Optional<Passage> previous = Optional.empty();
  private volatile Passage spare;
  private volatile double answerFrom;

  /** A phrase that was over before something else was played. */
  private Optional<Phrase> before = Optional.empty();

  /** Until then, in quarter notes, what is played is no phrase. */
  private double deafUntil;

  /**
   * Prepares a jam; makes the phrase that bridges, so that the model is warm too.
   *
   * @param clock of the output
   * @param qpm tempo that is written into phrases
   * @param times is told how long answers take
   */
  public JamSource(
      JamOptions options, Answers answers, PlayClock clock, double qpm, AnswerTimes times) {
    this.options = options;
    this.answers = answers;
    this.clock = clock;
    this.times = times;
    nextBar = new NextBar(clock, this::margin);
    detector =
        new PhraseDetector(
            new PhraseDetector.Options(
                options.phraseBars(),
                options.silenceQuarters(),
                options.metre(),
                Passages.PPQ,
                qpm));
    int bars = options.answerBars() == 0 ? options.phraseBars() : options.answerBars();
    Score prepared = answers.answer(Optional.empty(), bars);
    for (int i = 1; i < ANSWERS_TO_WARM_UP; i++) {
      prepared = answers.answer(Optional.of(prepared), bars);
    }
    spare = new Passages().of(prepared, bars);
  }

  /** Where the machine is slow it is decided earlier, so that the answer is there in time. */
  private long margin() {
    return Math.max(LEAST_MARGIN_MICROS, SENT_AHEAD_MICROS + 2 * times.recent());
  }

  /** The sequence that plays it. */
  public void playedBy(LiveSequence live) {
    sequence = live;
    nextBar.of(live);
  }

  /** Whether an answer is playing, or about to. */
  public boolean isAnswering() {
    return answering;
  }

  /**
   * Somebody has played something.
   *
   * @param micros when, on the clock of the output
   */
  public synchronized void played(ShortMessage message, long micros) {
    double quarter = sequence.position().quarterAt(micros);
    if (quarter >= deafUntil - EARLY_QUARTERS && sequence.position().bar() >= 0) {
      Optional<Phrase> over = detector.played(message, Math.max(quarter, deafUntil));
      before = over.isPresent() ? over : before;
    }
  }

  @Override
  public Optional<Passage> next() throws InterruptedException {
    double bar =
        nextBar.await(
            previous.map(Passage::barTicks).orElse(0L), previous.map(Passage::bars).orElse(0));
    answering = false;
    Optional<Phrase> phrase = previous.isEmpty() ? Optional.empty() : phraseBefore(bar);
    previous = Optional.of(phrase.isPresent() ? answer(phrase.get(), bar) : silent());
    return previous;
  }

  private Passage silent() {
    return Passages.silent(options.metre());
  }

  /**
   * The phrase that is over at a bar line, if there is one; then nothing is a phrase until its
   * answer is over.
   */
  private synchronized Optional<Phrase> phraseBefore(double bar) {
    double now = sequence.position().quarterAt(clock.micros());
    Optional<Phrase> over = sounding ? Optional.empty() : detector.pass(now);
    if (over.isEmpty()) {
      over = detector.endsBy(bar) ? detector.end() : Optional.empty();
    }
    over = over.or(() -> before);
    before = Optional.empty();
    // Who plays on after a silence has more to say first.
    Optional<Phrase> answered = detector.isOpen() ? Optional.empty() : over;
    answered.ifPresent(phrase -> deaf(bar, bars(phrase)));
    return answered;
  }

  private int bars(Phrase phrase) {
    return options.answerBars() == 0 ? phrase.bars() : options.answerBars();
  }

  private synchronized void deaf(double bar, int bars) {
    deafUntil = bar + bars * options.metre().quartersPerBar();
  }

  private Passage answer(Phrase phrase, double bar) {
    answering = true;
    answerFrom = bar;
    due.set(Due.ANSWER);
    long begun = clock.micros();
    Score answer = answers.answer(Optional.of(phrase.score()), bars(phrase));
    times.add(clock.micros() - begun);
    if (due.compareAndSet(Due.ANSWER, Due.NOTHING)) {
      return passages.of(answer, bars(phrase));
    }
    // It was late, and the spare phrase plays in its place; it is the next spare.
    due.set(Due.NOTHING);
    times.late();
    spare = new Passages().of(answer, bars(phrase));
    passages = new Passages();
    return silent();
  }

  /**
   * What is played where nothing is ready: a phrase made earlier if an answer is due, else the
   * metronome goes on alone.
   */
  public Passage bridge(Passage last) {
    if (due.compareAndSet(Due.ANSWER, Due.BRIDGED)) {
      Passage bridge = spare;
      deaf(answerFrom, bridge.bars());
      return bridge;
    }
    return silent();
  }

  /** Whether a voice sounds just now; its notes come when they have ended. */
  public void sounding(boolean sounds) {
    sounding = sounds;
  }
}
