package io.tillwatch.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tillwatch.models", importOptions = DoNotIncludeTests.class)
class LayeringTest {
    @ArchTest
    static final ArchRule ground_floor_knows_the_jdk_tribuo_and_itself_only = classes()
            .that()
            .resideInAPackage("io.tillwatch.models..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.tillwatch.models..",
                    "java..",
                    "org.jspecify..",
                    "org.tribuo..",
                    "com.oracle.labs.mlrg.olcut..",
                    "libsvm..",
                    "org.apache.commons.math3..");

    @ArchTest
    static final ArchRule residuals_know_no_detector = noClasses()
            .that()
            .resideInAPackage("io.tillwatch.models.features..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tillwatch.models.anomaly..", "io.tillwatch.models.exceptions..", "org.tribuo..");
}
