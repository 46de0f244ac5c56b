package io.tillwatch.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tillwatch.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    @ArchTest
    static final ArchRule knows_jackson_and_the_kafka_client_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "org.apache.kafka..",
                    "io.tillwatch.contracts..");

    @ArchTest
    static final ArchRule values_know_nothing_of_events = noClasses()
            .that()
            .resideInAnyPackage("..value..", "..time..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..event..", "..watch..", "..topic..", "..flow..", "..retail..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule bodies_do_not_know_what_is_concluded_from_them = noClasses()
            .that()
            .resideInAnyPackage("..retail..", "..integration..", "..odoo..", "..event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..watch..", "..flow..");

    @ArchTest
    static final ArchRule nobody_reads_the_wall_clock_but_the_world_clock = noClasses()
            .that()
            .resideOutsideOfPackage("..time..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
