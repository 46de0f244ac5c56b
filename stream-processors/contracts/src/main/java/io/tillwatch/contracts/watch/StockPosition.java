package io.tillwatch.contracts.watch;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The position of a SKU at a location: a pure function of the set of its movements.
 *
 * @param available on hand less reserved less buffer; negative as it is
 * @param availableLow lower end of the interval while a source is silent; equals {@code available} otherwise
 * @param lowReason why {@code availableLow} is lower; null when it is not
 * @param variance count id to what the count says against what the books said
 * @param lastEventAt occurrence time of the newest movement
 * @param updatedAt when the position last changed, by the world's clock
 * @param version counts the changes of this position; higher replaces lower
 * @param movements how many movements make the position
 */
public record StockPosition(
        String sku,
        String location,
        String unit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal onHand,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal reserved,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal inTransit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal damaged,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal buffer,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal available,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal availableLow,
        @Nullable String lowReason,
        Map<String, BigDecimal> variance,
        boolean unknownSku,
        Instant lastEventAt,
        Instant updatedAt,
        long version,
        long movements) {

    /** Key on the positions topic and id in Elasticsearch. */
    public String key() {
        return key(sku, location);
    }

    public static String key(String sku, String location) {
        return sku + "|" + location;
    }
}
