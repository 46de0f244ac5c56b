package io.tillwatch.inventory;

import org.jspecify.annotations.Nullable;

/** Neither the owner of a SKU nor a standby can answer now: an instance starts, stops or takes over. Try again soon. */
public final class StockUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StockUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
