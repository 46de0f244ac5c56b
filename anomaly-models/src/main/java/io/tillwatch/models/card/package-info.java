/** What is known of a trained model, and how model and card are kept together on disk. */
@NullMarked
package io.tillwatch.models.card;

import org.jspecify.annotations.NullMarked;
