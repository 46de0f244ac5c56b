package io.tillwatch.reconciliation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"io.tillwatch.reconciliation", "io.tillwatch.odoo"},
        importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    @ArchTest
    static final ArchRule the_rule_knows_no_engine = noClasses()
            .that()
            .resideInAPackage("io.tillwatch.reconciliation")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.tillwatch.odoo..", "..job..");

    @ArchTest
    static final ArchRule the_reader_knows_nothing_of_matching = noClasses()
            .that()
            .resideInAPackage("io.tillwatch.odoo")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "io.tillwatch.odoo.source..", "io.tillwatch.reconciliation..");

    @ArchTest
    static final ArchRule the_source_knows_nothing_of_matching = noClasses()
            .that()
            .resideInAPackage("io.tillwatch.odoo.source")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tillwatch.reconciliation..");

    @ArchTest
    static final ArchRule nobody_reads_the_wall_clock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
