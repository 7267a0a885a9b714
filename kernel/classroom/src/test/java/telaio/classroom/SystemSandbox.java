package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The sandbox of this system, for tests.
final class SystemSandbox {
    private SystemSandbox() {}

    /// @param folder made if it is not there
    /// @param isRoot whether there is no need of a user namespace
    static Namespaces in(Path folder, boolean isRoot) throws Exception {
        var sandbox = new Namespaces(Files.createDirectories(folder), isRoot);
        require(sandbox.whyNot(), "true".equals(System.getenv("CI")));
        return sandbox;
    }

    /// Skips the test with a printed line where there is no sandbox, or fails it where nothing may
    /// be skipped.
    ///
    /// @param why there is none; empty if there is one
    static void require(String why, boolean ci) {
        if (why.isEmpty()) {
            return;
        }
        assertThat(ci).as("CI=true, nothing is skipped: no sandbox here: " + why).isFalse();
        System.out.println("Skipped: no sandbox here: " + why);
        assumeTrue(false, why);
    }
}
