package io.github.lucenebpe.count;

/**
 * A part of a text.
 *
 * @param text the part
 * @param start index of its first char in the text
 * @param end index after its last char
 * @param tokens number of tokens of the part when it is encoded by itself
 */
public record TokenWindow(String text, int start, int end, int tokens) {}
