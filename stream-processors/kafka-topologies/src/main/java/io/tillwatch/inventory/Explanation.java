package io.tillwatch.inventory;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a position is what it is. The changes of its movements add up to its figures, bucket by bucket.
 *
 * @param movements as the books take them: each before the count that covers it, else by occurrence time
 * @param counts by the time of counting
 */
public record Explanation(StockPosition position, List<Row> movements, List<CountRow> counts) {
    public Explanation {
        movements = List.copyOf(movements);
        counts = List.copyOf(counts);
    }

    /**
     * One movement as people read it.
     *
     * @param line counts the movements of its event
     * @param bucket {@code on-hand}, {@code reserved}, {@code in-transit}, {@code damaged}, {@code buffer}, {@code count}
     * @param quantity as said; signed where it moves goods on the shelf
     * @param arrivedAt when the log had it
     * @param voidedAt when a correction undid it; null when it counts
     * @param effect what became of it: {@code applied}, {@code covered by count C1}, {@code expired}, and the like
     * @param change what it adds to each bucket
     * @param onHandAfter on hand after this row: the sum of the changes so far; a count sets it to what was counted
     * @param inVarianceOf counts whose variance it is part of
     */
    public record Row(
            String source,
            String eventId,
            int line,
            String type,
            String bucket,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
            Instant occurredAt,
            Instant arrivedAt,
            @Nullable Instant voidedAt,
            @Nullable String document,
            String effect,
            Change change,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal onHandAfter,
            List<String> inVarianceOf) {}

    /** What a movement adds to each bucket. */
    public record Change(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal onHand,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal reserved,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal inTransit,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal damaged,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal buffer) {}

    /**
     * @param books what the books said when it was counted: the count before it, and what this one covers since
     * @param variance counted less books
     */
    public record CountRow(
            String id,
            Instant countedAt,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal counted,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal books,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal variance) {}
}
