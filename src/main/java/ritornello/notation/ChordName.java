package ritornello.notation;

import ritornello.score.Chord;

/** The name of a chord, where it begins. */
record ChordName(long unit, Chord chord) {}
