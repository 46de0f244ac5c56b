package io.tillwatch.app.bench;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events without end, each a function of its number and a seed: nothing has to be kept to know what was sent.
 * Immutable, thread-safe.
 *
 * <p>Amounts are thousandths, times milliseconds since 1970, positions and reservations plain numbers: whoever adds
 * them up shares nothing with the ledger.
 */
interface Traffic {
    /** The topic that all its events go to. */
    String topic();

    /** The event of that number as it stands on the topic; the same bytes each time. */
    ProducerRecord<String, byte[]> record(long number);

    /** Tells what the event of that number does. */
    void tell(long number, Deeds deeds);

    /** The position's {@code sku|location}. */
    String position(int position);

    /** The position that a {@code sku|location} names; -1 when it is none of this traffic's. */
    int position(String key);

    /** How many positions there can be. */
    int positions();

    /** Hears what an event does. */
    interface Deeds {
        /** Goods come to the shelf, or leave it. */
        void moved(int position, long time, long change);

        /** The shelf was counted. */
        void counted(int position, long time, String count, long amount);

        void reserved(int position, long reservation, long amount);

        /** A reservation was released or fulfilled, wholly or in part. */
        void settled(int position, long reservation, long amount);
    }
}
