package io.tillwatch.kibana;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tillwatch.kibana", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    @ArchTest
    static final ArchRule knows_contracts_and_jackson_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "io.tillwatch.contracts..",
                    "io.tillwatch.kibana..");

    @ArchTest
    static final ArchRule only_the_two_doors_are_public = classes()
            .that()
            .arePublic()
            .should()
            .haveNameMatching(".*\\.(KibanaObjects|KibanaCheck|KibanaCheck\\$Finding|Search)");
}
