package io.tillwatch.contracts.watch;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The position of a SKU at a location: a pure function of the set of its movements.
 *
 * @param available on hand less reserved less buffer; negative as it is
 * @param availableLow lower end of the interval while a source is silent; equals {@code available} otherwise
 * @param lowReason why {@code availableLow} may be lower: what is sold there is not all told; null when it is
 * @param variance count id to what the count says against what the books said
 * @param lastEventAt occurrence time of the newest movement
 * @param updatedAt when the position last changed, by the world's clock
 * @param version counts the changes of this position; higher replaces lower
 * @param movements how many movements make the position
 * @param sold units sold there since {@code soldSince}: what unseen sales are expected from; null when not told
 * @param soldSince when the position was first heard of; null when not told
 * @param countedAt when the newest count was made: what was sold before it is in it; null without one
 */
@JsonSerialize(using = StockPositionWriter.class)
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
        long movements,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal sold,

        @Nullable Instant soldSince,
        @Nullable Instant countedAt) {

    /** A position of which nobody told what it sells. */
    public StockPosition(
            String sku,
            String location,
            String unit,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal inTransit,
            BigDecimal damaged,
            BigDecimal buffer,
            BigDecimal available,
            BigDecimal availableLow,
            @Nullable String lowReason,
            Map<String, BigDecimal> variance,
            boolean unknownSku,
            Instant lastEventAt,
            Instant updatedAt,
            long version,
            long movements) {
        this(
                sku,
                location,
                unit,
                onHand,
                reserved,
                inTransit,
                damaged,
                buffer,
                available,
                availableLow,
                lowReason,
                variance,
                unknownSku,
                lastEventAt,
                updatedAt,
                version,
                movements,
                null,
                null,
                null);
    }

    /** The same, telling what it sells. */
    public StockPosition selling(BigDecimal units, @Nullable Instant since, @Nullable Instant lastCount) {
        return new StockPosition(
                sku,
                location,
                unit,
                onHand,
                reserved,
                inTransit,
                damaged,
                buffer,
                available,
                availableLow,
                lowReason,
                variance,
                unknownSku,
                lastEventAt,
                updatedAt,
                version,
                movements,
                units,
                since,
                lastCount);
    }

    /** The same with an interval: from {@code low} to {@code available}. */
    public StockPosition between(BigDecimal low, String reason) {
        return new StockPosition(
                sku,
                location,
                unit,
                onHand,
                reserved,
                inTransit,
                damaged,
                buffer,
                available,
                low,
                reason,
                variance,
                unknownSku,
                lastEventAt,
                updatedAt,
                version,
                movements,
                sold,
                soldSince,
                countedAt);
    }

    /** Key on the positions topic and id in Elasticsearch. */
    public String key() {
        return key(sku, location);
    }

    public static String key(String sku, String location) {
        return sku + "|" + location;
    }
}
