/** A vocabulary as a page to look at. */
package io.github.lucenebpe.report;
