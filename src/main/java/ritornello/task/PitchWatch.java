package ritornello.task;

import ritornello.token.Context;
import ritornello.token.Onset;

/** Sees to the pitch of each note that begins. */
interface PitchWatch extends Watch {

  /** Whether a pitch may begin where the piece stands. */
  boolean allowsPitch(Context context, int pitch);

  @Override
  default boolean allows(Context context, int token) {
    for (Onset onset : context.onsets(token)) {
      if (!allowsPitch(context, onset.pitch())) {
        return false;
      }
    }
    return true;
  }
}
