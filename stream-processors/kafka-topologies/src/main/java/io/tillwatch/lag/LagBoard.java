package io.tillwatch.lag;

import io.tillwatch.trend.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All groups in all topics, from snapshot to snapshot. A group that is no more leaves with all that was known of it, so
 * that no figure of it stands for ever. Not thread-safe.
 */
final class LagBoard {
    private final GroupJudge judge;
    private final ZoneId zone;
    private final Map<TopicPartition, OffsetTrail> trails = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<String, RateProfile> paces = new HashMap<>();
    private final Map<Key, Reader> readers = new TreeMap<>();

    private record Key(String group, String topic) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byGroup = group.compareTo(other.group);
            return byGroup != 0 ? byGroup : topic.compareTo(other.topic);
        }
    }

    /** A group in a topic. */
    private static final class Reader {
        private final Map<TopicPartition, PartitionWatch> partitions = new HashMap<>();
        private final Deque<GroupSample> samples = new ArrayDeque<>();
    }

    /** Offsets between which there may be no records; to be looked into by somebody who can read them. */
    record Suspect(String group, TopicPartition partition, long from) {}

    /** What came of a snapshot. */
    record Outcome(List<GroupLag> lags, List<Suspect> suspects) {}

    LagBoard(GroupJudge judge, ZoneId zone) {
        this.judge = judge;
        this.zone = zone;
    }

    Outcome next(Snapshot snapshot) {
        snapshot.logs().forEach((partition, log) -> {
            trails.computeIfAbsent(partition, one -> new OffsetTrail()).look(snapshot.at(), log.end());
            Long before = ends.put(partition, log.end());
            if (before != null && log.end() > before) {
                paces.computeIfAbsent(partition.topic(), topic -> new RateProfile(zone, judge.surprise()))
                        .arrived(snapshot.at());
            }
        });
        trails.keySet().retainAll(snapshot.logs().keySet());
        ends.keySet().retainAll(snapshot.logs().keySet());
        paces.keySet()
                .retainAll(snapshot.logs().keySet().stream()
                        .map(TopicPartition::topic)
                        .collect(Collectors.toSet()));
        List<GroupLag> lags = new ArrayList<>();
        List<Suspect> suspects = new ArrayList<>();
        Set<Key> present = new java.util.HashSet<>();
        snapshot.groups()
                .forEach((id, group) -> group.committed().forEach((topic, committed) -> {
                    Key key = new Key(id, topic);
                    present.add(key);
                    Reader reader = readers.computeIfAbsent(key, one -> new Reader());
                    lags.add(next(key, reader, group.members(), committed, snapshot, suspects));
                }));
        readers.keySet().retainAll(present);
        return new Outcome(lags, suspects);
    }

    private GroupLag next(
            Key key,
            Reader reader,
            boolean members,
            Map<TopicPartition, Long> committed,
            Snapshot snapshot,
            List<Suspect> suspects) {
        reader.partitions.keySet().retainAll(committed.keySet());
        Sum sum = new Sum(snapshot.at());
        committed.forEach((partition, offset) -> {
            Snapshot.Log log = snapshot.logs().get(partition);
            OffsetTrail trail = trails.get(partition);
            if (log == null || trail == null) {
                reader.partitions.remove(partition);
                return;
            }
            PartitionWatch watch = reader.partitions.computeIfAbsent(partition, one -> new PartitionWatch(trail));
            PartitionReading before = watch.last();
            sum.add(watch.next(new PartitionReading(snapshot.at(), offset, log.start(), log.end())));
            Long suspect = before == null ? null : watch.suspect(before);
            if (suspect != null) {
                suspects.add(new Suspect(key.group(), partition, suspect));
            }
        });
        RateProfile pace = paces.get(key.topic());
        GroupSample sample = sum.sample(members, pace);
        reader.samples.addLast(sample);
        while (reader.samples.getFirst().at().isBefore(snapshot.at().minus(GroupJudge.WINDOW))) {
            reader.samples.removeFirst();
        }
        GroupJudge.Judgement judgement = judge.judge(List.copyOf(reader.samples));
        return new GroupLag(
                key.group(),
                key.topic(),
                snapshot.at(),
                judgement.status(),
                judgement.reason(),
                sample.records(),
                sample.age(),
                sample.atLeast(),
                sample.lost(),
                sum.unknown);
    }

    /** Takes note that a suspect holds no records up to an offset. */
    void empty(Suspect suspect, long to) {
        Reader reader = readers.get(new Key(suspect.group(), suspect.partition().topic()));
        PartitionWatch watch = reader == null ? null : reader.partitions.get(suspect.partition());
        if (watch != null) {
            watch.empty(suspect.from(), to);
        }
    }

    /** Partitions together. */
    private static final class Sum {
        private final Instant at;
        private long records;
        private long lost;
        private int unknown;
        private Duration age = Duration.ZERO;
        private boolean atLeast;
        private Duration still = Duration.ZERO;
        private boolean rewound;

        Sum(Instant at) {
            this.at = at;
        }

        void add(PartitionLag lag) {
            unknown += lag.known() ? 0 : 1;
            records += lag.records();
            lost += lag.lost();
            rewound |= lag.rewound();
            if (lag.age().compareTo(age) > 0) {
                age = lag.age();
                atLeast = lag.atLeast();
            }
            Duration stood = Duration.between(lag.stillSince(), at);
            still = stood.compareTo(still) > 0 ? stood : still;
        }

        GroupSample sample(boolean members, @Nullable RateProfile pace) {
            Instant last = pace == null ? null : pace.last();
            return new GroupSample(
                    at,
                    members,
                    records,
                    age,
                    atLeast,
                    still,
                    lost,
                    rewound,
                    last == null ? Duration.ZERO : Duration.between(last, at),
                    pace == null ? 1 : pace.chanceOfNothing(at));
        }
    }
}
