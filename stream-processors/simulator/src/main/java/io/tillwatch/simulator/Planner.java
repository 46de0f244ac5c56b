package io.tillwatch.simulator;

import io.tillwatch.simulator.odoo.OdooAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts a world together: trade first, then the stock that it needs, then the way to the broker, then trouble. */
final class Planner {
    private final SimulatorConfig config;

    Planner(SimulatorConfig config) {
        this.config = config;
    }

    World plan() {
        Retailer retailer = new Retailer(config);
        Day day = new Day(config);
        FaultPlan plan = new FaultPlan(config, retailer);
        Script script = new Script(config, day.lastHappening());
        Shelves shelves = new Shelves();

        TillFloor floor = new TillFloor(config, day, retailer, plan);
        TillEvents till = new TillEvents(config, script, shelves, plan);
        floor.sessions().forEach(till::play);
        Refunds refunds = new Refunds(config, script, plan);
        OrderDesk desk = new OrderDesk(config, retailer, script, shelves, plan, refunds);
        desk.trade(day.trade());
        refunds.gestures(day.trade(), desk.orders());
        StockRoom stock = new StockRoom(config, retailer, script, shelves, plan);
        stock.work(day.trade());
        StockScenes scenes = new StockScenes(script, shelves, plan);
        scenes.play(stock);
        stock.open(day.opening());
        OversellScene contest = new OversellScene(desk, shelves);
        contest.play(plan);
        new Telemetry(config, retailer, script, plan).report(day.trade(), desk.orders());
        FaultDayTelemetry fabric = new FaultDayTelemetry(config, script, plan);
        fabric.report();

        Transport transport = new Transport(config, plan);
        List<Draft> happened = new ArrayList<>(script.drafts());
        happened.sort(Script.AS_IT_HAPPENED);
        transport.carry(happened);
        script.finish();

        List<Emission> clean = new ArrayList<>();
        for (Draft draft : script.drafts()) {
            clean.add(Emission.of(draft.append(), draft.event(), draft.key()));
        }
        PlantedRecords planted = new PlantedRecords(config, plan, script.drafts());
        List<Emission> sent = new ArrayList<>(clean);
        sent.addAll(planted.emissions());
        sent.sort(Comparator.comparing(Emission::at));
        OdooScript odoo =
                new OdooScript(config, plan, retailer, floor.sessions(), desk.orders(), scenes, script.drafts());
        List<OdooAction> actions = odoo.actions();
        Truth truth = new TruthTeller(config.worldEnd()).tell(script.drafts(), planted.quarantined(), odoo.breaks());
        Manifest manifest =
                new ManifestWriter(config, plan, planted, odoo, refunds, floor.sessions(), transport).write();
        if (config.scenario() == Scenario.FAULT_DAY) {
            manifest = new FaultDayManifest(config, plan, odoo, floor.sessions(), desk, contest, scenes, transport)
                    .after(manifest);
        }
        return new World(config, Chaos.strike(config, sent), actions, truth, manifest);
    }
}
