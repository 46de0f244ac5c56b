package io.tillwatch.lag;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The board of consumer groups without a broker, for tests that play a world to it. Its one group reads all there is at
 * each look; what is written is written in transactions, so that a marker lies behind it. One thread.
 */
public final class LagWatch {
    public static final String GROUP = "reader";

    private final LagBoard board;
    private final Map<String, Long> unseen = new HashMap<>();
    private final Map<String, Long> ends = new TreeMap<>();

    public LagWatch(ZoneId zone) {
        board = new LagBoard(GroupJudge.DEFAULT, zone);
    }

    public void append(String topic) {
        unseen.merge(topic, 1L, Long::sum);
    }

    public List<GroupLag> look(Instant at) {
        unseen.forEach((topic, records) -> ends.merge(topic, records + 1, Long::sum));
        unseen.clear();
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        Map<TopicPartition, Snapshot.Log> logs = new HashMap<>();
        ends.forEach((topic, end) -> {
            TopicPartition partition = new TopicPartition(topic, 0);
            committed.put(topic, Map.of(partition, end - 1));
            logs.put(partition, new Snapshot.Log(0, end));
        });
        LagBoard.Outcome outcome =
                board.next(new Snapshot(at, Map.of(GROUP, new Snapshot.Group(true, committed)), logs));
        outcome.suspects()
                .forEach(suspect ->
                        board.empty(suspect, logs.get(suspect.partition()).end()));
        return outcome.lags();
    }
}
