package io.tillwatch.models.anomaly;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.tillwatch.models.card.DataHash;
import io.tillwatch.models.card.ModelCard;
import io.tillwatch.models.features.Residuals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import libsvm.svm;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Trains Tribuo's one-class SVM (radial basis) over rows of residuals. The same rows and seed give the same scores. */
final class ResidualTrainer {
    static final String KIND = "residual-one-class";

    /** One in a hundred training rows may lie outside. */
    private static final double NU = 0.01;

    private static final double GAMMA = 0.3;

    static {
        // libsvm reports every training on standard output
        svm.svm_set_print_string_function(line -> {});
    }

    private ResidualTrainer() {}

    static ResidualModel train(List<ResidualRow> rows, long seed) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one training row");
        }
        String[] names = Residuals.NAMES.toArray(String[]::new);
        List<Example<Event>> examples = new ArrayList<>(rows.size());
        DataHash hash = new DataHash();
        for (ResidualRow row : rows) {
            hash.add(row.at().toEpochMilli());
            for (double z : row.residuals()) {
                hash.add(z);
            }
            examples.add(new ArrayExample<>(AnomalyFactory.EXPECTED_EVENT, names, ResidualRow.scaled(row.residuals())));
        }
        AnomalyFactory factory = new AnomalyFactory();
        MutableDataset<Event> dataset = new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("series residuals", factory)));
        SVMParameters<Event> parameters =
                new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
        parameters.setGamma(GAMMA);
        parameters.setNu(NU);
        Model<Event> model = new LibSVMAnomalyTrainer(parameters, seed).train(dataset);
        String data = hash.hex();
        ModelCard card = new ModelCard(
                KIND + "-" + new DataHash().add(seed).add(data).hex().substring(0, 12),
                KIND,
                ProvenanceUtil.formattedProvenanceString(model.getProvenance()),
                rows.get(0).at(),
                rows.get(rows.size() - 1).at(),
                rows.size(),
                data,
                Residuals.NAMES,
                Map.of("nu", NU, "gamma", GAMMA));
        return new ResidualModel(model, card);
    }
}
