package io.tillwatch.app.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Positions with the figures that matter here, read as they stand on their topic: what else they tell is left out. */
final class Positions {
    private Positions() {}

    static StockPosition of(
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal nothing,
            BigDecimal available,
            Map<String, BigDecimal> variance,
            Instant at) {
        ObjectNode told = Json.mapper().createObjectNode();
        told.put("sku", "A").put("location", "0").put("unit", "each");
        told.put("onHand", onHand.toPlainString()).put("reserved", reserved.toPlainString());
        for (String figure : new String[] {"inTransit", "damaged", "buffer"}) {
            told.put(figure, nothing.toPlainString());
        }
        told.put("available", available.toPlainString()).put("availableLow", available.toPlainString());
        told.set("variance", Json.mapper().valueToTree(variance));
        told.put("unknownSku", false).put("version", 1).put("movements", 1);
        told.put("lastEventAt", at.toString()).put("updatedAt", at.toString());
        return Json.mapper().convertValue(told, StockPosition.class);
    }
}
