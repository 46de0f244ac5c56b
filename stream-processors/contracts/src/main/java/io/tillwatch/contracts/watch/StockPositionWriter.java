package io.tillwatch.contracts.watch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tillwatch.contracts.time.IsoTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a position just as Jackson would from its record, field by field without reflection: one is written for each
 * event, and it took a fifth of the ledger's time. Stateless, thread-safe.
 */
final class StockPositionWriter extends StdSerializer<StockPosition> {
    private static final long serialVersionUID = 1;

    private static final SerializableString SKU = new SerializedString("sku");
    private static final SerializableString LOCATION = new SerializedString("location");
    private static final SerializableString UNIT = new SerializedString("unit");
    private static final SerializableString ON_HAND = new SerializedString("onHand");
    private static final SerializableString RESERVED = new SerializedString("reserved");
    private static final SerializableString IN_TRANSIT = new SerializedString("inTransit");
    private static final SerializableString DAMAGED = new SerializedString("damaged");
    private static final SerializableString BUFFER = new SerializedString("buffer");
    private static final SerializableString AVAILABLE = new SerializedString("available");
    private static final SerializableString AVAILABLE_LOW = new SerializedString("availableLow");
    private static final SerializableString LOW_REASON = new SerializedString("lowReason");
    private static final SerializableString VARIANCE = new SerializedString("variance");
    private static final SerializableString UNKNOWN_SKU = new SerializedString("unknownSku");
    private static final SerializableString LAST_EVENT_AT = new SerializedString("lastEventAt");
    private static final SerializableString UPDATED_AT = new SerializedString("updatedAt");
    private static final SerializableString VERSION = new SerializedString("version");
    private static final SerializableString MOVEMENTS = new SerializedString("movements");
    private static final SerializableString SOLD = new SerializedString("sold");
    private static final SerializableString SOLD_SINCE = new SerializedString("soldSince");
    private static final SerializableString COUNTED_AT = new SerializedString("countedAt");
    private static final SerializableString ZERO = new SerializedString("0");

    StockPositionWriter() {
        super(StockPosition.class);
    }

    @Override
    public void serialize(StockPosition position, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(position);
        text(json, SKU, position.sku());
        text(json, LOCATION, position.location());
        text(json, UNIT, position.unit());
        decimal(json, ON_HAND, position.onHand());
        decimal(json, RESERVED, position.reserved());
        decimal(json, IN_TRANSIT, position.inTransit());
        decimal(json, DAMAGED, position.damaged());
        decimal(json, BUFFER, position.buffer());
        decimal(json, AVAILABLE, position.available());
        decimal(json, AVAILABLE_LOW, position.availableLow());
        text(json, LOW_REASON, position.lowReason());
        json.writeFieldName(VARIANCE);
        json.writeStartObject();
        for (Map.Entry<String, BigDecimal> count : position.variance().entrySet()) {
            json.writeFieldName(count.getKey());
            json.writeNumber(count.getValue());
        }
        json.writeEndObject();
        json.writeFieldName(UNKNOWN_SKU);
        json.writeBoolean(position.unknownSku());
        time(json, LAST_EVENT_AT, position.lastEventAt());
        time(json, UPDATED_AT, position.updatedAt());
        json.writeFieldName(VERSION);
        json.writeNumber(position.version());
        json.writeFieldName(MOVEMENTS);
        json.writeNumber(position.movements());
        decimal(json, SOLD, position.sold());
        time(json, SOLD_SINCE, position.soldSince());
        time(json, COUNTED_AT, position.countedAt());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, SerializableString name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeFieldName(name);
            json.writeString(text);
        }
    }

    private static void decimal(JsonGenerator json, SerializableString name, @Nullable BigDecimal number)
            throws IOException {
        if (number != null) {
            json.writeFieldName(name);
            // Most of what a position could hold it does not hold.
            if (number.signum() == 0 && number.scale() == 0) {
                json.writeString(ZERO);
            } else {
                json.writeString(number.toPlainString());
            }
        }
    }

    private static void time(JsonGenerator json, SerializableString name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeFieldName(name);
            json.writeString(IsoTime.format(time));
        }
    }
}
