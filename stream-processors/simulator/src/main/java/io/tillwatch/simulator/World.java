package io.tillwatch.simulator;

import io.tillwatch.simulator.odoo.OdooAction;
import java.util.List;

/** A planned world. Immutable, thread-safe. */
public final class World {
    private final SimulatorConfig config;
    private final List<Emission> emissions;
    private final List<OdooAction> odooActions;
    private final Truth truth;
    private final Manifest manifest;

    World(
            SimulatorConfig config,
            List<Emission> emissions,
            List<OdooAction> odooActions,
            Truth truth,
            Manifest manifest) {
        this.config = config;
        this.emissions = List.copyOf(emissions);
        this.odooActions = List.copyOf(odooActions);
        this.truth = truth;
        this.manifest = manifest;
    }

    /** Plans a whole world; a demo day takes about a second. Pure: equal configurations give equal worlds. */
    public static World plan(SimulatorConfig config) {
        return new Planner(config).plan();
    }

    public SimulatorConfig config() {
        return config;
    }

    /** Everything that reaches the broker, by time: first the {@link #opening}. */
    public List<Emission> emissions() {
        return emissions;
    }

    /** How many of the emissions come before the world's start: opening stock, to be taken in before its clock runs. */
    public int opening() {
        return (int) emissions.stream()
                .takeWhile(emission -> emission.at().isBefore(config.worldStart()))
                .count();
    }

    /** Everything that happens in Odoo, by time. */
    public List<OdooAction> odooActions() {
        return odooActions;
    }

    public Truth truth() {
        return truth;
    }

    public Manifest manifest() {
        return manifest;
    }
}
