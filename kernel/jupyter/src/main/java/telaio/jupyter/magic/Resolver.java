package telaio.jupyter.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Finds artifacts in Maven's repositories, with all they need. Implemented apart, so that nothing
/// of Maven is loaded before it is needed.
public interface Resolver {
    /// A repository besides those of Maven's settings.
    record Repository(String id, String url) {}

    /// Finds artifacts and what they need at run time.
    ///
    /// @param coordinates `group:artifact[:type[:classifier]]:version` each
    /// @param progress is told in a line what was fetched; called by any thread
    /// @return jars in the order of a class path
    /// @throws MagicFailed if one cannot be had, naming it
    List<Path> artifacts(
            List<String> coordinates, List<Repository> repositories, Consumer<String> progress)
            throws MagicFailed;

    /// Finds the dependencies of a project.
    ///
    /// @param pom the project's file
    /// @param scopes of the dependencies that are wanted, e.g. `compile`
    List<Path> project(
            Path pom, Set<String> scopes, List<Repository> repositories, Consumer<String> progress)
            throws MagicFailed;
}
