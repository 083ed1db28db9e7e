/**
 * Files on disk: written whole or not at all, and read with every bound checked.
 *
 * <p>In: bytes, records, arrays of numbers. Out: files that a power cut or a full disk can't leave
 * half-written, and the same values read back. Start reading at {@link ritornello.store.WholeFile},
 * then {@link ritornello.store.Safetensors} and {@link ritornello.store.ModelFiles} (a model, in a
 * directory or bundled with the program).
 *
 * <p>Traps: one file appears whole, several together don't, so what must be consistent stands in
 * one file (see {@link ritornello.store.ModelDirectory}). Nothing here uses interruptible channels:
 * a thread that was interrupted by Ctrl-C can still store what it has.
 */
package ritornello.store;
