package ritornello.take;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ritornello.score.BarLines;
import ritornello.score.Excerpt;
import ritornello.score.Grid;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.Track;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Context;
import ritornello.token.Encoding;
import ritornello.token.RemiCodec;
import ritornello.token.Rendering;
import ritornello.token.Vocabulary;

/** For models of all else: whole scores, whose tokens say what they say. */
record ScoreComposer(Codec codec) implements Composer {
  private static final double USUAL_QPM = 120;
  private static final int USUAL_VELOCITY = 80;
  private static final int GRID = 12;

  @Override
  public Seed seed(Wish wish) throws IOException, WrongOptionException {
    refuse("--metre", wish.metre());
    refuse("--key", wish.key());
    refuseRendering(wish);
    if (wish.notes().isPresent()) {
      Melody melody = NoteText.parse(wish.notes().get(), TimeSignature.COMMON, GRID);
      Score score = melody.toScore("seed", USUAL_QPM, 0, USUAL_VELOCITY);
      return seed(score, "the seed");
    }
    if (wish.chords().isPresent()) {
      return seed(wish.chords().get().toScore(TimeSignature.COMMON, USUAL_QPM), "the chords");
    }
    if (wish.midi().isPresent()) {
      return seed(wish.midi().get().score(), wish.midi().get().place());
    }
    return new Seed(new int[0], 0, Optional.empty());
  }

  private void refuse(String option, Optional<?> value) throws WrongOptionException {
    if (value.isPresent()) {
      throw new WrongOptionException(
          option + " is for models of melodies; this one is of the codec " + codec.spec().name());
    }
  }

  private void refuseRendering(Wish wish) throws WrongOptionException {
    if (wish.qpm().isPresent() && codec.spec().stepsPerQuarter() == CodecSpec.NO_GRID) {
      throw new WrongOptionException(
          "--tempo can't be chosen: the codec performance tells the time in seconds");
    }
    boolean tells = codec instanceof RemiCodec;
    if (tells && wish.qpm().isPresent()) {
      throw new WrongOptionException(
          "--tempo can't be chosen: the tokens of the codec remi tell the tempo");
    }
    if (tells && wish.instrument().isPresent()) {
      throw new WrongOptionException(
          "--instrument can't be chosen: the tokens of the codec remi tell the instruments");
    }
  }

  private Seed seed(Score score, String place) throws IOException {
    Encoding encoding = codec.encode(score);
    if (encoding instanceof Encoding.Rejected rejected) {
      throw new IOException("nothing to go on from in " + place + ": " + rejected.reason());
    }
    int[] tokens =
        Arrays.stream(((Encoding.Encoded) encoding).tokens())
            .takeWhile(token -> token != Vocabulary.EOS)
            .toArray();
    Context context = codec.start();
    Arrays.stream(tokens).forEach(context::accept);
    double qpm = score.tempoMap().changes().get(0).qpm();
    return new Seed(tokens, context.bars() - context.pickupBars(), Optional.of(qpm));
  }

  @Override
  public Music music(
      int[] tokens, Seed seed, boolean withoutSeed, Optional<Double> qpm, int program) {
    double tempo = qpm.or(seed::qpm).orElse(USUAL_QPM);
    Rendering rendering = new Rendering(codec.spec().name(), tempo, program, USUAL_VELOCITY);
    Score all = codec.decode(tokens, rendering);
    Score score = withoutSeed ? without(codec.decode(seed.tokens(), rendering), all) : all;
    long micros = score.tempoMap().microsAt(score.endTick());
    return new Music(score, minutes(micros));
  }

  /** As 3:07. */
  private static String minutes(long micros) {
    long seconds = Math.round(micros / 1e6);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  private record Struck(int channel, int pitch, long tick) {}

  /** What is not of the seed, as if it were the first; it may begin while the seed still sounds. */
  private Score without(Score seed, Score score) {
    Set<Struck> ofSeed = new HashSet<>();
    for (Track track : seed.tracks()) {
      track.notes().forEach(n -> ofSeed.add(new Struck(track.channel(), n.pitch(), n.startTick())));
    }
    List<Track> invented = new ArrayList<>();
    for (Track track : score.tracks()) {
      List<Note> notes =
          track.notes().stream()
              .filter(n -> !ofSeed.contains(new Struck(track.channel(), n.pitch(), n.startTick())))
              .toList();
      invented.add(new Track(track.name(), track.channel(), notes, track.events()));
    }
    long first =
        invented.stream()
            .flatMap(track -> track.notes().stream())
            .mapToLong(Note::startTick)
            .min()
            .orElse(0);
    Score rest =
        new Score(
            score.ppq(),
            score.tempos(),
            score.timeSignatures(),
            score.keySignatures(),
            List.of(),
            invented);
    return Excerpt.between(rest, barLine(score, first), Long.MAX_VALUE);
  }

  /** Of music in bars the last bar line before this tick, of other the tick itself. */
  private long barLine(Score score, long tick) {
    if (codec.spec().stepsPerQuarter() == CodecSpec.NO_GRID) {
      return tick;
    }
    long step = Grid.round(tick, score.ppq(), GRID);
    return BarLines.asWritten(score, GRID).barAt(step).start() * score.ppq() / GRID;
  }
}
