package io.tillwatch.inventory;

import java.util.ArrayList;
import java.util.List;

/** The compact form of a book that is kept. Stateless, thread-safe. */
final class BookCodec {
    private BookCodec() {}

    static byte[] encode(KeptBook kept) {
        return write(new Packer().number(kept.sequence()), kept.book()).packed();
    }

    static Packer write(Packer out, Book book) {
        out.text(book.unit())
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
        return out;
    }

    /** @throws IllegalStateException when the bytes are of a form that this program does not know */
    static KeptBook decode(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        return new KeptBook(in.number(), read(in));
    }

    static Book read(Unpacker in) {
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
        return size == 0 ? totals : totals.withCounts(counts);
    }
}
