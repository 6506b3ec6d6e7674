/**
 * The command line: one class per command, {@link io.github.lucenebpe.cli.Bpe} above them.
 *
 * <p>Commands read options, call the library and print; they hold no tokenization of their own.
 * Results go to standard output as UTF-8, everything else to standard error. Wrong input ends with
 * one line that starts with {@code bpe:} and status 1, wrong usage with status 2.
 */
package io.github.lucenebpe.cli;
