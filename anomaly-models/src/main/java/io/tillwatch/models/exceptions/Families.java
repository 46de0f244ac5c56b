package io.tillwatch.models.exceptions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanModel;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.CosineDistance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Groups templates into families by the words they share (Tribuo's HDBSCAN over term weights, cosine distance). A template
 * that resembles no other is a family of its own.
 */
final class Families {
    /** Above this many templates the pairwise distances take seconds. */
    static final int MOST_TEMPLATES = 5000;

    /** The label Tribuo gives to what belongs nowhere; its constant is not public. */
    private static final int NOISE = 0;

    private Families() {}

    /** Sets the family of each template and gives the families, most failures first. */
    static List<Family> group(Collection<Template> all) {
        List<Template> templates = all.stream()
                .sorted(Comparator.comparingLong((Template t) -> -t.count).thenComparing(t -> t.id))
                .limit(MOST_TEMPLATES)
                .toList();
        Map<Template, String> names = name(cluster(templates));
        names.forEach((t, id) -> t.familyId = id);
        Map<String, List<Template>> byFamily = new TreeMap<>();
        names.forEach(
                (t, id) -> byFamily.computeIfAbsent(id, k -> new ArrayList<>()).add(t));
        List<Family> families = new ArrayList<>();
        byFamily.forEach((id, members) -> {
            members.sort(Comparator.comparingLong((Template t) -> -t.count).thenComparing(t -> t.id));
            families.add(new Family(
                    id,
                    members.get(0).text(),
                    members.stream().map(t -> t.id).toList(),
                    members.stream().mapToLong(t -> t.count).sum()));
        });
        families.sort(Comparator.comparingLong((Family f) -> -f.count()).thenComparing(Family::id));
        return families;
    }

    private static Collection<List<Template>> cluster(List<Template> templates) {
        Map<Integer, List<Template>> clusters = new LinkedHashMap<>();
        List<Example<ClusterID>> examples = examples(templates);
        // fewer than four rows have no density to speak of
        List<Integer> labels = templates.size() < 4 ? List.of() : labels(examples);
        for (int i = 0; i < templates.size(); i++) {
            int label = i < labels.size() ? labels.get(i) : NOISE;
            int key = label == NOISE ? -1 - i : label;
            clusters.computeIfAbsent(key, k -> new ArrayList<>()).add(templates.get(i));
        }
        return clusters.values();
    }

    private static List<Integer> labels(List<Example<ClusterID>> examples) {
        MutableDataset<ClusterID> dataset = new MutableDataset<>(new ListDataSource<>(
                examples,
                new ClusteringFactory(),
                new SimpleDataSourceProvenance("exception templates", new ClusteringFactory())));
        HdbscanModel model = new HdbscanTrainer(2, new CosineDistance(), 1, 1, NeighboursQueryFactoryType.BRUTE_FORCE)
                .train(dataset);
        return model.getClusterLabels();
    }

    /** Words of each template, rare ones weighing more. */
    private static List<Example<ClusterID>> examples(List<Template> templates) {
        List<Set<String>> words = templates.stream().map(Families::words).toList();
        Map<String, Integer> spread = new HashMap<>();
        words.forEach(w -> w.forEach(x -> spread.merge(x, 1, Integer::sum)));
        List<Example<ClusterID>> examples = new ArrayList<>();
        for (Set<String> own : words) {
            ArrayExample<ClusterID> example = new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID);
            for (String w : own) {
                example.add(w, 1 + Math.log((double) templates.size() / spread.getOrDefault(w, 1)));
            }
            examples.add(example);
        }
        return examples;
    }

    private static Set<String> words(Template template) {
        Set<String> words = new HashSet<>();
        StringBuilder word = new StringBuilder();
        String text = template.text();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1));
            if (!Character.isLetter(c) || hump) {
                if (word.length() > 1) {
                    words.add(word.toString().toLowerCase(Locale.ROOT));
                }
                word.setLength(0);
            }
            if (Character.isLetter(c)) {
                word.append(c);
            }
        }
        // a row without a single feature is no row to Tribuo
        words.add("any");
        return words;
    }

    /** An old id goes to the cluster that holds most of its failures, largest overlap first; the others get new ids. */
    private static Map<Template, String> name(Collection<List<Template>> clusters) {
        record Claim(String oldId, List<Template> cluster, long overlap) {}
        List<Claim> claims = new ArrayList<>();
        for (List<Template> cluster : clusters) {
            Map<String, Long> overlaps = new TreeMap<>();
            for (Template t : cluster) {
                if (t.familyId != null) {
                    overlaps.merge(t.familyId, t.count, Long::sum);
                }
            }
            overlaps.forEach((id, overlap) -> claims.add(new Claim(id, cluster, overlap)));
        }
        claims.sort(Comparator.comparingLong((Claim c) -> -c.overlap())
                .thenComparing(Claim::oldId)
                .thenComparing(c -> c.cluster().get(0).id));
        Set<String> taken = new HashSet<>();
        for (Claim c : claims) {
            taken.add(c.oldId());
        }
        Set<String> given = new HashSet<>();
        Map<Template, String> names = new LinkedHashMap<>();
        for (Claim c : claims) {
            if (!names.containsKey(c.cluster().get(0)) && given.add(c.oldId())) {
                c.cluster().forEach(t -> names.put(t, c.oldId()));
            }
        }
        for (List<Template> cluster : clusters) {
            if (!names.containsKey(cluster.get(0))) {
                String id = fresh(cluster, taken);
                cluster.forEach(t -> names.put(t, id));
            }
        }
        return names;
    }

    private static String fresh(List<Template> cluster, Set<String> taken) {
        String eldest = cluster.stream().map(t -> t.id).sorted().findFirst().orElseThrow();
        for (int n = 0; ; n++) {
            String id = "f-" + Template.hash(eldest + n);
            if (taken.add(id)) {
                return id;
            }
        }
    }
}
