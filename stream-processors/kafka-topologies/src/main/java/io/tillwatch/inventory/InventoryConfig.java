package io.tillwatch.inventory;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.Topics;
import java.time.Duration;

/**
 * What the inventory topology is to know.
 *
 * @param lateAfter an event that reaches the log later than this after it occurred is accounted as late
 * @param horizon an event that occurred longer ago than this is quarantined; must exceed the longest offline period
 * @param clockTolerance how far ahead of the log a source's clock may be before it is told
 * @param oversellGrace how long available stock must stay negative before it is an oversell: shuffled arrival heals
 * @param partitions of each event topic, and so of the ledger
 * @param hotBooks how many positions a partition keeps in memory; beyond that it reads from disk
 * @param rules of the watches over counts, transfers, sequences, orders and Odoo's stock
 * @param assortment known SKUs, kits and units
 */
public record InventoryConfig(
        WorldClock clock,
        FlowCatalogue flows,
        Duration lateAfter,
        Duration horizon,
        Duration clockTolerance,
        Duration oversellGrace,
        int partitions,
        int hotBooks,
        WatchRules rules,
        Assortment assortment) {

    private static final int DEFAULT_HOT_BOOKS = 800_000;
    private static final Duration DEFAULT_HORIZON = Duration.ofDays(35);

    public InventoryConfig {
        Duration longest = flows.all().stream()
                .map(flow -> flow.longestOffline())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (horizon.compareTo(longest) <= 0) {
            throw new IllegalArgumentException(
                    "inventory.horizon must exceed the longest offline period of the flow catalogue, " + longest);
        }
    }

    public static InventoryConfig of(WorldClock clock, FlowCatalogue flows) {
        return new InventoryConfig(
                clock,
                flows,
                Duration.ofMinutes(15),
                DEFAULT_HORIZON,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Topics.STOCK.partitions(),
                DEFAULT_HOT_BOOKS,
                WatchRules.DEFAULT,
                Assortment.ANY);
    }

    public InventoryConfig withPartitions(int other) {
        return new InventoryConfig(
                clock, flows, lateAfter, horizon, clockTolerance, oversellGrace, other, hotBooks, rules, assortment);
    }

    public InventoryConfig withHorizon(Duration other) {
        return new InventoryConfig(
                clock, flows, lateAfter, other, clockTolerance, oversellGrace, partitions, hotBooks, rules, assortment);
    }

    public InventoryConfig withRules(WatchRules other) {
        return new InventoryConfig(
                clock,
                flows,
                lateAfter,
                horizon,
                clockTolerance,
                oversellGrace,
                partitions,
                hotBooks,
                other,
                assortment);
    }

    public InventoryConfig withAssortment(Assortment other) {
        return new InventoryConfig(
                clock, flows, lateAfter, horizon, clockTolerance, oversellGrace, partitions, hotBooks, rules, other);
    }
}
