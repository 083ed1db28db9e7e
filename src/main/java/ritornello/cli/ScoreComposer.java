package ritornello.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ritornello.midi.MidiReader;
import ritornello.score.ChannelEvent;
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
    if (wish.notes().isPresent()) {
      Melody melody = NoteText.parse(wish.notes().get(), TimeSignature.COMMON, GRID);
      Score score = melody.toScore("seed", USUAL_QPM, 0, USUAL_VELOCITY);
      return seed(score, "the seed");
    }
    if (wish.midi().isPresent()) {
      return seed(MidiReader.read(wish.midi().get()).score(), wish.midi().get().toString());
    }
    return new Seed(new int[0], 0, Optional.empty());
  }

  private void refuse(String option, Optional<?> value) throws WrongOptionException {
    if (value.isPresent()) {
      throw new WrongOptionException(
          option + " is for models of melodies; this one is of the codec " + codec.spec().name());
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
      int[] tokens, Seed seed, boolean withoutSeed, Optional<Double> qpm, int program)
      throws WrongOptionException {
    if (qpm.isPresent() && codec.spec().stepsPerQuarter() == CodecSpec.NO_GRID) {
      throw new WrongOptionException(
          "--tempo can't be chosen: the codec "
              + codec.spec().name()
              + " tells the time in seconds");
    }
    double tempo = qpm.or(seed::qpm).orElse(USUAL_QPM);
    Rendering rendering = new Rendering(codec.spec().name(), tempo, program, USUAL_VELOCITY);
    Score all = codec.decode(tokens, rendering);
    Score score = withoutSeed ? after(all, codec.decode(seed.tokens(), rendering).endTick()) : all;
    long micros = score.tempoMap().microsAt(score.endTick());
    return new Music(score, Showing.minutes(micros));
  }

  /** What begins from a tick on, as if it were the first. */
  private static Score after(Score score, long tick) {
    List<Track> tracks = new ArrayList<>();
    for (Track track : score.tracks()) {
      List<Note> notes =
          track.notes().stream()
              .filter(note -> note.startTick() >= tick)
              .map(
                  note ->
                      new Note(
                          note.startTick() - tick,
                          note.lengthTicks(),
                          note.pitch(),
                          note.velocity(),
                          note.releaseVelocity()))
              .toList();
      List<ChannelEvent> events =
          track.events().stream().filter(event -> event.tick() == 0).toList();
      tracks.add(new Track(track.name(), track.channel(), notes, events));
    }
    return new Score(
        score.ppq(),
        List.of(score.tempoMap().changes().get(0)),
        score.timeSignatures().stream().filter(change -> change.tick() == 0).toList(),
        score.keySignatures().stream().filter(change -> change.tick() == 0).toList(),
        List.of(),
        tracks);
  }
}
