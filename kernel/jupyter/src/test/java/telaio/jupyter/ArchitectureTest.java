package telaio.jupyter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("telaio");

    @Test
    void packages_have_no_cycles() {
        slices().matching("telaio.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void what_runs_beside_user_code_knows_no_kernel() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "telaio.multiprocessing..", "telaio.session..", "telaio.display..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("telaio.jupyter..", "org.zeromq..", "com.google.gson..")
                .check(CLASSES);
    }

    @Test
    void channels_know_no_evaluator() {
        noClasses()
                .that()
                .resideInAnyPackage("telaio.jupyter.channels..", "telaio.jupyter.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("telaio.jupyter.eval..")
                .check(CLASSES);
    }
}
