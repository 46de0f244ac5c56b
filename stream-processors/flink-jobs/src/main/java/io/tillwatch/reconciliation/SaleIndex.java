package io.tillwatch.reconciliation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sales by what documents name them by. Answers come in a stable order. Not thread-safe. */
final class SaleIndex {
    private final Map<String, Map<String, Sale>> bySession = new HashMap<>();
    private final Map<String, Map<String, Sale>> byTicket = new HashMap<>();
    private final Map<String, Map<String, Sale>> returnsByOrder = new HashMap<>();
    private final Map<LocalDate, Map<String, Sale>> ordersByDay = new HashMap<>();
    private final Map<String, Sale> byOrder = new HashMap<>();

    void add(Sale sale) {
        if (sale.session() != null) {
            under(bySession, sale.session(), sale);
        }
        if (sale.ticket() != null) {
            under(byTicket, sale.ticket(), sale);
        }
        if (sale.order() != null && sale.isReturnOfOrder()) {
            under(returnsByOrder, sale.order(), sale);
        } else if (sale.order() != null) {
            byOrder.put(sale.order(), sale);
            under(ordersByDay, day(sale), sale);
        }
    }

    void remove(Sale sale) {
        if (sale.session() != null) {
            outOf(bySession, sale.session(), sale);
        }
        if (sale.ticket() != null) {
            outOf(byTicket, sale.ticket(), sale);
        }
        if (sale.order() != null && sale.isReturnOfOrder()) {
            outOf(returnsByOrder, sale.order(), sale);
        } else if (sale.order() != null) {
            byOrder.remove(sale.order(), sale);
            outOf(ordersByDay, day(sale), sale);
        }
    }

    private static <K> void under(Map<K, Map<String, Sale>> index, K key, Sale sale) {
        index.computeIfAbsent(key, k -> new TreeMap<>()).put(sale.identity(), sale);
    }

    private static <K> void outOf(Map<K, Map<String, Sale>> index, K key, Sale sale) {
        index.computeIfPresent(key, (k, found) -> {
            found.remove(sale.identity());
            return found.isEmpty() ? null : found;
        });
    }

    private static LocalDate day(Sale sale) {
        return LocalDate.ofInstant(sale.at(), ZoneOffset.UTC);
    }

    /** Session names or ids that sales name. */
    Set<String> sessions() {
        return bySession.keySet();
    }

    List<Sale> inSession(String session) {
        return List.copyOf(bySession.getOrDefault(session, Map.of()).values());
    }

    List<Sale> withTicket(String ticket) {
        return List.copyOf(byTicket.getOrDefault(ticket, Map.of()).values());
    }

    /** What was ordered under this number. */
    @Nullable
    Sale ofOrder(String number) {
        return byOrder.get(number);
    }

    /** What came back and is told under this number. */
    List<Sale> returnsOf(String number) {
        return List.copyOf(returnsByOrder.getOrDefault(number, Map.of()).values());
    }

    /** All that came back of channels without tills. */
    List<Sale> returns() {
        return returnsByOrder.values().stream()
                .flatMap(returns -> returns.values().stream())
                .toList();
    }

    /** Channel orders that were placed up to so many days before or after. */
    List<Sale> ordersAround(LocalDate day, int days) {
        List<Sale> around = new ArrayList<>();
        for (int offset = -days; offset <= days; offset++) {
            around.addAll(
                    ordersByDay.getOrDefault(day.plusDays(offset), Map.of()).values());
        }
        around.sort(Comparator.comparing(Sale::identity));
        return around;
    }

    /** Whether something was ordered or came back up to so many days before or after. */
    boolean hasOrderOrReturnAround(LocalDate day, int days) {
        Predicate<Sale> near = back -> Math.abs(day(back).toEpochDay() - day.toEpochDay()) <= days;
        return !ordersAround(day, days).isEmpty() || returns().stream().anyMatch(near);
    }
}
