package io.tillwatch.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tillwatch.app", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    @ArchTest
    static final ArchRule only_the_demo_and_the_stand_in_know_the_simulated_world = noClasses()
            .that()
            .resideOutsideOfPackages("..app.demo..", "..app.replay..", "..app.standin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tillwatch.simulator..");

    @ArchTest
    static final ArchRule nothing_that_runs_in_production_knows_the_demo = noClasses()
            .that()
            .resideInAnyPackage("..app.assembly..", "..app.config..", "..app.run..", "..app.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..app.demo..", "..app.replay..");

    @ArchTest
    static final ArchRule configuration_knows_no_engine = noClasses()
            .that()
            .resideInAPackage("..app.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "co.elastic..", "io.tillwatch.engines..");
}
