package telaio.install;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options of `install` and `uninstall` that say where a kernelspec stands.
final class Place {
    @ArgGroup private @Nullable Choice choice;

    @Option(names = "--name", defaultValue = Kernelspec.DEFAULT_NAME, descriptionKey = "name")
    private String name = Kernelspec.DEFAULT_NAME;

    @Option(names = "--dry-run", descriptionKey = "dry-run")
    private boolean isDryRun;

    /// At most one of the three.
    static final class Choice {
        /// The default; an option so that a script can say what it means.
        @Option(names = "--user", descriptionKey = "user")
        @SuppressWarnings("UnusedVariable")
        private boolean user;

        @Option(names = "--sys-prefix", descriptionKey = "sys-prefix")
        private boolean sysPrefix;

        @Option(names = "--prefix", paramLabel = "P", descriptionKey = "prefix")
        private @Nullable Path prefix;
    }

    /// @throws IllegalArgumentException if the name is not allowed, or there is no active Python
    ///   environment for `--sys-prefix`
    Kernelspec kernelspec(JupyterPaths paths) {
        return Kernelspec.named(name, kernels(paths));
    }

    /// Whether it is only to be said what would be done.
    boolean isDryRun() {
        return isDryRun;
    }

    private Path kernels(JupyterPaths paths) {
        if (choice != null && choice.prefix != null) {
            return JupyterPaths.kernels(choice.prefix.toAbsolutePath());
        }
        if (choice != null && choice.sysPrefix) {
            Path active = paths.activePrefix();
            if (active == null) {
                throw new IllegalArgumentException(Messages.text("install.no-prefix"));
            }
            return JupyterPaths.kernels(active);
        }
        return paths.userKernels();
    }
}
