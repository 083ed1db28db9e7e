package ritornello.audio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns sound of one voice into notes as it comes, within a fixed amount of memory but for the
 * notes themselves.
 *
 * <p>A note is reported to a listener within half a second after it has ended, with the tuning that
 * the notes so far suggest. {@link #finish} tells all of them again, with the tuning that all
 * suggest. Not for several threads at once.
 */
public final class Transcriber {
  private final Consumer<HeardNote> listener;
  private final Resampling resampling;
  private final FrameAnalysis analysis = new FrameAnalysis(this::hear);
  private final LevelGate gate = new LevelGate();
  private final FrameHistory history = new FrameHistory();
  private final NoteBuilder builder = new NoteBuilder(history, this::add);
  private final PitchPath path = new PitchPath(builder::accept);
  private final Tuning tuning = new Tuning();
  private final Levels levels = new Levels();
  private final List<HeardNote> notes = new ArrayList<>();
  private final float rateHz;
  private long samples;
  private boolean finished;

  /**
   * @param rateHz of the samples that are to come, 4000 to 384000
   * @param listener gets each note soon after it has ended, in the order of their beginnings
   * @throws IllegalArgumentException if the rate is out of range
   */
  public Transcriber(float rateHz, Consumer<HeardNote> listener) {
    if (!(rateHz >= 4000 && rateHz <= 384_000)) {
      throw new IllegalArgumentException(
          "sample rate is " + rateHz + " Hz; it must be from 4000 to 384000");
    }
    this.rateHz = rateHz;
    this.listener = listener;
    this.resampling = new Resampling(rateHz, analysis::accept);
  }

  /** Hears a source to its end, without closing it. */
  public static Transcription transcribe(AudioSource source) throws IOException {
    Transcriber transcriber = new Transcriber(source.rateHz(), note -> {});
    float[] block = new float[4096];
    for (int read = source.read(block); read >= 0; read = source.read(block)) {
      transcriber.accept(block, read);
    }
    return transcriber.finish();
  }

  /**
   * Hears the samples that come next.
   *
   * @param block -1 to 1, where 1 is full scale; what is no number counts as 0
   * @param length how many of them, from the first on
   */
  public void accept(float[] block, int length) {
    float[] finite = levels.measured(block, length);
    samples += length;
    resampling.accept(finite, length);
  }

  private void hear(Frame frame) {
    history.add(frame);
    path.accept(frame, gate.isOpen(frame.level()));
    builder.advance(path.isNote());
  }

  private void add(HeardNote note) {
    tuning.add(note);
    HeardNote tuned = note.tuned(tuning.cents());
    notes.add(tuned);
    listener.accept(tuned);
  }

  /** How long it has heard so far: the time on which notes stand. */
  public double seconds() {
    return samples / (double) rateHz;
  }

  /** The loudness just now, in dB of full scale (RMS of 23 ms), -120 or more. */
  public double levelDb() {
    return history.count() == 0 ? -120 : history.get(history.count() - 1).level();
  }

  /** Whether a note sounds just now that has not been reported, as far as can be told yet. */
  public boolean isSounding() {
    return path.isNote();
  }

  /** Ends the last note, and tells all of them. Call it once. */
  public Transcription finish() {
    if (finished) {
      throw new IllegalStateException("it has finished already");
    }
    finished = true;
    resampling.finish();
    analysis.finish();
    path.finish();
    builder.finish();
    double cents = tuning.cents();
    return new Transcription(
        notes.stream().map(note -> note.tuned(cents)).toList(),
        cents,
        seconds(),
        levels.peakDb(),
        levels.clippedShare());
  }
}
