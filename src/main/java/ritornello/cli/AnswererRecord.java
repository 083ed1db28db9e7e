package ritornello.cli;

import java.util.List;
import java.util.Optional;
import ritornello.answer.AnswererFigures;
import ritornello.answer.AnswererOptions;
import ritornello.answer.AnswererTraining.Epoch;

/**
 * How an answerer was trained, as its {@code training.json} holds it.
 *
 * @param data folders and files
 * @param dataHash of the files in use and how they were divided
 * @param validation share of the pieces
 * @param test share of the pieces
 * @param pieces that were learned from
 * @param options as given or chosen
 * @param epochs all up to the best one; when the training is over, all
 * @param best number of the one that is kept
 * @param figures on the test pieces; empty before the training is over, or without any
 */
record AnswererRecord(
    List<String> data,
    String dataHash,
    double validation,
    double test,
    int pieces,
    AnswererOptions options,
    List<Epoch> epochs,
    int best,
    Optional<AnswererFigures> figures) {}
