package telaio.jupyter.magic.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.ContextOverrides.AddRepositoriesOp;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.magic.MagicFailed;
import telaio.jupyter.magic.Resolver;
import telaio.jupyter.magic.Texts;

/// Resolves as `mvn` does: with the local repository, mirrors, proxies and passwords of the user's
/// `settings.xml`.
public final class MavenResolver implements Resolver {
    /// Said aloud, because it is left out where others are named.
    private static final Repository CENTRAL =
            new Repository("central", "https://repo.maven.apache.org/maven2/");

    private final @Nullable Path mavenHome;

    /// With the user's own settings; called by the kernel's loader.
    public MavenResolver() {
        this(null);
    }

    /// @param mavenHome what stands for `~/.m2`; null for that
    MavenResolver(@Nullable Path mavenHome) {
        this.mavenHome = mavenHome;
    }

    @Override
    public List<Path> artifacts(
            List<String> coordinates, List<Repository> repositories, Consumer<String> progress)
            throws MagicFailed {
        var wanted = new ArrayList<Dependency>();
        for (var one : coordinates) {
            wanted.add(new Dependency(artifact(one), "compile"));
        }
        try (var context = context(repositories, progress)) {
            var request = new CollectRequest(wanted, List.of(), context.remoteRepositories());
            return files(context, request);
        }
    }

    private static Artifact artifact(String coordinates) throws MagicFailed {
        try {
            return new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException malformed) {
            throw new MagicFailed(Texts.BAD_COORDINATES.text(coordinates), malformed);
        }
    }

    @Override
    public List<Path> project(
            Path pom, Set<String> scopes, List<Repository> repositories, Consumer<String> progress)
            throws MagicFailed {
        try (var context = context(repositories, progress)) {
            var local = LocalProjects.around(pom);
            var session = new DefaultRepositorySystemSession(context.repositorySystemSession());
            session.setWorkspaceReader(local);
            var found =
                    context.repositorySystem()
                            .readArtifactDescriptor(
                                    session,
                                    new ArtifactDescriptorRequest(
                                            local.project(), context.remoteRepositories(), ""));
            var all = new ArrayList<RemoteRepository>(context.remoteRepositories());
            all.addAll(
                    context.repositorySystem()
                            .newResolutionRepositories(session, found.getRepositories()));
            var wanted =
                    found.getDependencies().stream()
                            .filter(dependency -> scopes.contains(dependency.getScope()))
                            .toList();
            return files(context, new CollectRequest(wanted, found.getManagedDependencies(), all));
        } catch (ArtifactDescriptorException | IOException unreadable) {
            throw new MagicFailed(Texts.BAD_POM.text(pom, root(unreadable)), unreadable);
        }
    }

    private static List<Path> files(Context context, CollectRequest request) throws MagicFailed {
        try {
            return context
                    .repositorySystem()
                    .resolveDependencies(
                            context.repositorySystemSession(), new DependencyRequest(request, null))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException failed) {
            throw new MagicFailed(
                    Texts.NOT_FOUND.text(missing(failed, request), root(failed), places(request)),
                    failed);
        }
    }

    private Context context(List<Repository> repositories, Consumer<String> progress) {
        var overrides =
                ContextOverrides.create()
                        .withUserSettings(true)
                        .addRepositoriesOp(AddRepositoriesOp.APPEND)
                        .repositories(
                                Stream.concat(Stream.of(CENTRAL), repositories.stream())
                                        .map(MavenResolver::remote)
                                        .toList())
                        .transferListener(new Transfers(progress));
        if (mavenHome != null) {
            overrides.withMavenUserHomeOverride(mavenHome);
        }
        return new StandaloneStaticRuntime().create(overrides.build());
    }

    private static RemoteRepository remote(Repository repository) {
        return new RemoteRepository.Builder(repository.id(), "default", repository.url()).build();
    }

    /// What could not be had, by name; else what was asked for.
    private static String missing(DependencyResolutionException failed, CollectRequest request) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactResolutionException artifacts) {
                var names =
                        artifacts.getResults().stream()
                                .filter(result -> !result.isResolved())
                                .map(ArtifactResult::getRequest)
                                .map(one -> String.valueOf(one.getArtifact()))
                                .collect(Collectors.joining(", "));
                if (!names.isEmpty()) {
                    return names;
                }
            }
            if (cause instanceof ArtifactDescriptorException descriptor) {
                return String.valueOf(descriptor.getResult().getRequest().getArtifact());
            }
        }
        return request.getDependencies().stream()
                .map(dependency -> String.valueOf(dependency.getArtifact()))
                .collect(Collectors.joining(", "));
    }

    /// The reason behind the reasons.
    private static String root(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String places(CollectRequest request) {
        return request.getRepositories().stream()
                .map(place -> place.getId() + " (" + place.getUrl() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
