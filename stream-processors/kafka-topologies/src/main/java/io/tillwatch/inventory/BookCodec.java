package io.tillwatch.inventory;

import java.util.ArrayList;
import java.util.List;

/** The compact form of a book that is kept. Stateless, thread-safe. */
final class BookCodec {
    private BookCodec() {}

    static byte[] encode(KeptBook kept) {
        Book book = kept.book();
        Packer out = new Packer()
                .number(kept.sequence())
                .text(book.unit())
                .decimal(book.onHand())
                .decimal(book.reserved())
                .decimal(book.inTransit())
                .decimal(book.damaged())
                .decimal(book.buffer())
                .instant(book.bufferAt())
                .text(book.bufferId())
                .decimal(book.sold())
                .instant(book.firstAt())
                .instant(book.lastAt())
                .number(book.movements())
                .number(book.version())
                .number(book.counts().size());
        for (Count count : book.counts()) {
            out.text(count.id())
                    .instant(count.countedAt())
                    .decimal(count.quantity())
                    .cut(count.cut())
                    .decimal(count.variance());
        }
        return out.packed();
    }

    /** @throws IllegalStateException when the bytes are of a form that this program does not know */
    static KeptBook decode(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        long sequence = in.number();
        Book totals = new Book(
                in.text(),
                in.decimal(),
                in.decimal(),
                in.decimal(),
                in.decimal(),
                in.decimal(),
                in.optionalInstant(),
                in.text(),
                List.of(),
                in.decimal(),
                in.optionalInstant(),
                in.optionalInstant(),
                in.number(),
                in.number());
        int size = (int) in.number();
        List<Count> counts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            counts.add(new Count(in.text(), in.instant(), in.decimal(), in.cut(), in.decimal()));
        }
        return new KeptBook(sequence, size == 0 ? totals : totals.withCounts(counts));
    }
}
