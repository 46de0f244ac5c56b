package io.tillwatch.simulator;

import io.tillwatch.simulator.demand.Demand.Product;
import io.tillwatch.simulator.demand.Weighted;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** A shop with its tills and what it carries. */
record Store(
        String id,
        ZoneId zone,
        List<String> tills,
        List<Product> assortment,
        Weighted<Product> demand,
        Set<String> skus) {

    String tillSource(String till) {
        return "/pos/" + id + "/" + till;
    }

    /** Goods in, counts, adjustments, picking and handing over. */
    String backOffice() {
        return "/store/" + id + "/backoffice";
    }

    String gateway() {
        return "/store/" + id + "/gateway";
    }

    boolean speaks(String source) {
        return source.startsWith("/pos/" + id + "/") || source.startsWith("/store/" + id + "/");
    }
}
