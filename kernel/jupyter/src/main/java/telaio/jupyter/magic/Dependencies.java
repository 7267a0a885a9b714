package telaio.jupyter.magic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The repositories a notebook has named, and the resolver, loaded when first needed.
final class Dependencies {
    private final List<Resolver.Repository> repositories = new ArrayList<>();
    private @Nullable Resolver resolver;

    /// A repository of a known id takes the place of the former.
    void add(Resolver.Repository repository) {
        repositories.removeIf(known -> known.id().equals(repository.id()));
        repositories.add(repository);
    }

    List<Resolver.Repository> repositories() {
        return List.copyOf(repositories);
    }

    Resolver resolver() throws MagicFailed {
        var known = resolver;
        if (known == null) {
            known = ResolverLoader.load();
            resolver = known;
        }
        return known;
    }
}
