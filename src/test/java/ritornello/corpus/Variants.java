package ritornello.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/** The same piece as it comes again under other names. */
enum Variants {
  TRANSPOSED {
    @Override
    Score of(Score score, SplittableRandom random) {
      int semitones = random.nextInt(1, 7) * (random.nextBoolean() ? 1 : -1);
      return notes(score, n -> with(n, n.startTick(), n.lengthTicks(), n.pitch() + semitones));
    }
  },
  STRETCHED {
    @Override
    Score of(Score score, SplittableRandom random) {
      double factor = random.nextDouble(0.5, 2);
      return notes(
          score,
          n ->
              with(
                  n,
                  Math.round(n.startTick() * factor),
                  Math.max(1, Math.round(n.lengthTicks() * factor)),
                  n.pitch()));
    }
  },
  FASTER {
    @Override
    Score of(Score score, SplittableRandom random) {
      return new Score(
          score.ppq(),
          List.of(TempoChange.ofQpm(0, random.nextInt(40, 240))),
          score.timeSignatures(),
          List.of(),
          List.of(),
          score.tracks());
    }
  },
  RETRACKED {
    @Override
    Score of(Score score, SplittableRandom random) {
      List<List<Note>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      score.tracks().stream()
          .flatMap(track -> track.notes().stream())
          .forEach(
              n ->
                  parts
                      .get(random.nextInt(3))
                      .add(
                          new Note(
                              n.startTick(),
                              n.lengthTicks(),
                              n.pitch(),
                              random.nextInt(1, 128),
                              64)));
      List<Track> tracks = new ArrayList<>();
      for (List<Note> part : parts) {
        tracks.add(new Track("part " + tracks.size(), tracks.size(), part, List.of()));
      }
      return with(score, tracks);
    }
  },
  /** One note in twenty is another, one in forty is missing. */
  EDITED {
    @Override
    Score of(Score score, SplittableRandom random) {
      List<Track> tracks = new ArrayList<>();
      for (Track track : score.tracks()) {
        List<Note> notes = new ArrayList<>();
        for (Note n : track.notes()) {
          int what = random.nextInt(40);
          if (what < 2) {
            notes.add(with(n, n.startTick(), n.lengthTicks(), n.pitch() + random.nextInt(1, 4)));
          } else if (what > 2) {
            notes.add(n);
          }
        }
        tracks.add(new Track(track.name(), track.channel(), notes, track.events()));
      }
      return with(score, tracks);
    }
  },
  ALL {
    @Override
    Score of(Score score, SplittableRandom random) {
      Score changed = score;
      for (Variants variant : List.of(TRANSPOSED, STRETCHED, FASTER, RETRACKED, EDITED)) {
        changed = variant.of(changed, random);
      }
      return changed;
    }
  };

  abstract Score of(Score score, SplittableRandom random);

  private interface Change {
    Note of(Note note);
  }

  private static Score notes(Score score, Change change) {
    List<Track> tracks = new ArrayList<>();
    for (Track track : score.tracks()) {
      List<Note> notes = track.notes().stream().map(change::of).toList();
      tracks.add(new Track(track.name(), track.channel(), notes, track.events()));
    }
    return with(score, tracks);
  }

  private static Note with(Note note, long startTick, long lengthTicks, int pitch) {
    return new Note(startTick, lengthTicks, pitch, note.velocity(), note.releaseVelocity());
  }

  private static Score with(Score score, List<Track> tracks) {
    return new Score(score.ppq(), score.tempos(), List.of(), List.of(), List.of(), tracks);
  }
}
