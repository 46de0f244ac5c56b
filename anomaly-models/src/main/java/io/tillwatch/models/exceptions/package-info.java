/**
 * Failure texts to clusters: variables are masked, an online tree mines templates with ids that survive restarts, and a
 * density clustering groups templates into families whose ids survive re-clustering.
 */
@NullMarked
package io.tillwatch.models.exceptions;

import org.jspecify.annotations.NullMarked;
