package io.tillwatch.reconciliation.job;

import io.tillwatch.reconciliation.Forgotten;
import io.tillwatch.reconciliation.job.Fact.Kind;
import org.apache.flink.api.common.state.MapState;

/** The facts in the state of the current key: what the reconciler forgets is kept no longer. */
final class StateOfFacts implements Forgotten {
    private final MapState<String, String> state;

    StateOfFacts(MapState<String, String> state) {
        this.state = state;
    }

    @Override
    public void sale(String key) {
        forget(Kind.SALE, key);
    }

    @Override
    public void document(String key) {
        forget(Kind.DOCUMENT, key);
    }

    @Override
    public void voided(String session, String receipt) {
        forget(Kind.VOIDED, session + '\n' + receipt);
    }

    @Override
    public void cancelled(String order) {
        forget(Kind.CANCELLED, order);
    }

    @Override
    public void tillClosed(String session) {
        forget(Kind.TILL_CLOSED, session);
    }

    private void forget(Kind kind, String key) {
        try {
            state.remove(Fact.stateKey(kind, key));
        } catch (Exception e) {
            throw new IllegalStateException("the state of facts cannot be written", e);
        }
    }
}
