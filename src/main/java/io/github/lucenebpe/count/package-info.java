/**
 * What is made of counting tokens: limits, windows and budgets.
 *
 * <p>{@link io.github.lucenebpe.count.TokenCounter} counts texts and cuts them at a number of
 * tokens, {@link io.github.lucenebpe.count.TokenLimit} holds texts to the context of a model,
 * {@link io.github.lucenebpe.count.TokenWindows} cuts a text into windows for embedding, and {@link
 * io.github.lucenebpe.count.TokenBudget} picks as many hits as a prompt has room for. Special
 * tokens in texts are ordinary text throughout: that is what a model's interface makes of a user's
 * text.
 */
package io.github.lucenebpe.count;
