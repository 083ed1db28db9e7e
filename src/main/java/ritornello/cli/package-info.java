/**
 * The commands a user types: picocli declarations that parse, call one of the other packages, and
 * print. The only package that prints or ends the program.
 *
 * <p>In comes the command line; out come results on standard output, messages and progress on
 * standard error, and an exit code of {@link ritornello.cli.ExitCode}.
 *
 * <p>Start reading at {@link ritornello.cli.Ritornello}, which lists the commands and runs them;
 * {@code Failures} turns whatever a command throws into one line for a person and an exit code. A
 * command is a class of its own, a {@code Callable<Integer>}, listed in {@code Ritornello}'s {@code
 * subcommands}. It prints through {@code spec.commandLine().getOut()} and {@code getErr()}, never
 * through {@code System.out}, so that a test can read what it says; it lets exceptions pass.
 *
 * <p>Trap: every class that {@code Ritornello} names is loaded for {@code --help}. Keep fields of a
 * command to options, and reach for ND4J or the sound system only once it runs.
 */
package ritornello.cli;
