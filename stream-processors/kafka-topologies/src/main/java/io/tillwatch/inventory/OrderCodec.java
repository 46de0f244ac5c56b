package io.tillwatch.inventory;

import io.tillwatch.inventory.EndedOrders.Order;
import io.tillwatch.inventory.OrderNote.Held;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The compact form of what is said and kept of orders. Not JSON: reservations would be names of fields there, and a
 * parser that remembers each name it meets grows slower with every one. Stateless, thread-safe.
 */
final class OrderCodec {
    /** Notes on their way; null stays null. */
    static final Serde<OrderNote> NOTES = serde(OrderCodec::encode, OrderCodec::note);

    private OrderCodec() {}

    @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated; null in, null out is their contract
    private static <T> Serde<T> serde(Function<T, byte[]> encode, Function<byte[], T> decode) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode.apply(value),
                (topic, bytes) -> bytes == null ? null : decode.apply(bytes));
    }

    static byte[] encode(OrderNote note) {
        Packer out = new Packer().text(note.order()).text(note.end());
        texts(out, note.ended());
        Held held = note.held();
        out.flag(held != null);
        if (held != null) {
            held(out, held);
        }
        return out.packed();
    }

    static OrderNote note(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        return new OrderNote(in.text(), in.optionalText(), texts(in), in.flag() ? held(in) : null);
    }

    static byte[] encode(Order order) {
        Packer out = new Packer()
                .text(order.order())
                .text(order.end())
                .instant(order.endHeard())
                .flag(order.whole());
        texts(out, order.parts());
        out.number(order.open().size());
        order.open().values().forEach(held -> held(out, held));
        return out.text(order.told()).packed();
    }

    static Order order(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        return new Order(
                in.text(), in.optionalText(), in.optionalInstant(), in.flag(), texts(in), open(in), in.optionalText());
    }

    private static Map<String, Held> open(Unpacker in) {
        int size = (int) in.number();
        Map<String, Held> open = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Held held = held(in);
            open.put(held.key(), held);
        }
        return open;
    }

    private static void held(Packer out, Held held) {
        out.text(held.reservation())
                .text(held.sku())
                .text(held.location())
                .decimal(held.open())
                .instant(held.since())
                .money(held.value());
    }

    private static Held held(Unpacker in) {
        return new Held(in.text(), in.text(), in.text(), in.decimal(), in.instant(), in.optionalMoney());
    }

    private static void texts(Packer out, List<String> texts) {
        out.number(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> texts(Unpacker in) {
        int size = (int) in.number();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(in.text());
        }
        return List.copyOf(texts);
    }
}
