package ritornello.token;

import ritornello.score.TimeSignature;

/** Is told what REMI tokens mean, in the order of the tokens. */
interface RemiSink {
  /** For contexts that only follow the grammar. */
  RemiSink NONE =
      new RemiSink() {
        @Override
        public void bar(int step, TimeSignature metre) {}

        @Override
        public void tempo(int step, int bin) {}

        @Override
        public void note(GridNote note) {}
      };

  /** A bar begins. */
  void bar(int step, TimeSignature metre);

  /** From here on the tempo is that of a bin of {@link RemiTokens}. */
  void tempo(int step, int bin);

  void note(GridNote note);
}
