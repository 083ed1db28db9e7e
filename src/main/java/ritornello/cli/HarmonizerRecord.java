package ritornello.cli;

import java.util.List;
import ritornello.harmony.HarmonizerFigures;
import ritornello.harmony.HarmonizerOptions;
import ritornello.harmony.HarmonizerTraining;

/**
 * How a harmoniser was trained, as its {@code training.json} holds it.
 *
 * @param data folders and files
 * @param dataHash of the files in use and how they were divided
 * @param validation share of the tunes
 * @param test share of the tunes
 * @param tunes with a melody and chords
 * @param beats of all of them
 * @param unknownBeats of them, whose notes are no chord with a name
 * @param epochs all of them
 * @param best number of the one that was kept
 * @param figures on the test tunes; without any on the validation tunes, or else on those it has
 *     learned from
 */
record HarmonizerRecord(
    List<String> data,
    String dataHash,
    double validation,
    double test,
    int tunes,
    long beats,
    long unknownBeats,
    HarmonizerOptions options,
    List<HarmonizerTraining.Epoch> epochs,
    int best,
    HarmonizerFigures figures) {}
