package io.tillwatch.odoo.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives each company's Odoo to one reader, always the same one where it can. Called from one thread. */
final class CompanyEnumerator implements SplitEnumerator<OdooSplit, Companies> {
    private final SplitEnumeratorContext<OdooSplit> context;
    private final Set<String> known;
    private final List<OdooSplit> waiting;

    /** @param before what a checkpoint remembers; a target that is not in it begins at the beginning */
    CompanyEnumerator(SplitEnumeratorContext<OdooSplit> context, List<String> targets, Companies before) {
        this.context = context;
        this.known = new TreeSet<>(before.known());
        this.waiting = new ArrayList<>(before.waiting());
        for (String target : targets) {
            if (known.add(target)) {
                waiting.add(OdooSplit.unread(target));
            }
        }
    }

    @Override
    public void start() {
        // Readers make themselves known.
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        // Nobody asks: what a reader gets, it gets when it comes.
    }

    @Override
    public void addSplitsBack(List<OdooSplit> splits, int reader) {
        waiting.addAll(splits);
    }

    @Override
    public void addReader(int reader) {
        for (OdooSplit split : List.copyOf(waiting)) {
            if (Math.floorMod(split.target().hashCode(), context.currentParallelism()) == reader) {
                waiting.remove(split);
                context.assignSplit(split, reader);
            }
        }
    }

    @Override
    public Companies snapshotState(long checkpoint) {
        return new Companies(known, waiting);
    }

    @Override
    public void close() {
        // Holds nothing that is to be closed.
    }
}
