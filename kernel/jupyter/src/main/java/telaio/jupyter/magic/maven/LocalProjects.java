package telaio.jupyter.magic.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/// A project that is in no repository, and its parents as far as they are files beside it. The
/// resolver asks here first.
final class LocalProjects implements WorkspaceReader {
    private final Map<String, File> poms = new HashMap<>();
    private final WorkspaceRepository repository = new WorkspaceRepository("notebook");
    private final Artifact project;

    private LocalProjects(Path pom) throws IOException {
        var model = read(pom);
        project = artifact(model);
        poms.put(key(project), pom.toFile());
        addParents(model, pom);
    }

    /// @throws IOException if the file, or a parent's, is no project
    static LocalProjects around(Path pom) throws IOException {
        return new LocalProjects(pom);
    }

    Artifact project() {
        return project;
    }

    private void addParents(Model first, Path pom) throws IOException {
        var model = first;
        var file = pom;
        while (model.getParent() != null) {
            var parent = model.getParent();
            var path = parent.getRelativePath();
            if (path == null || path.isBlank()) {
                return;
            }
            var there = file.resolveSibling(path).normalize();
            file = Files.isDirectory(there) ? there.resolve("pom.xml") : there;
            if (!Files.isRegularFile(file)) {
                return;
            }
            model = read(file);
            var artifact = artifact(model);
            boolean meant =
                    artifact.getArtifactId().equals(parent.getArtifactId())
                            && artifact.getGroupId().equals(parent.getGroupId())
                            && artifact.getVersion().equals(parent.getVersion());
            if (!meant || poms.putIfAbsent(key(artifact), file.toFile()) != null) {
                return;
            }
        }
    }

    private static Model read(Path pom) throws IOException {
        try (var in = Files.newInputStream(pom)) {
            return new MavenXpp3Reader().read(in);
        } catch (XmlPullParserException malformed) {
            throw new IOException(malformed);
        }
    }

    /// Group and version may be the parent's.
    private static Artifact artifact(Model model) throws IOException {
        var parent = model.getParent();
        var group = model.getGroupId();
        var version = model.getVersion();
        if (parent != null) {
            group = group == null ? parent.getGroupId() : group;
            version = version == null ? parent.getVersion() : version;
        }
        if (group == null || model.getArtifactId() == null || version == null) {
            throw new IOException("no groupId, artifactId or version");
        }
        return new DefaultArtifact(group, model.getArtifactId(), "", "pom", version);
    }

    private static String key(Artifact artifact) {
        return artifact.getGroupId()
                + ":"
                + artifact.getArtifactId()
                + ":"
                + artifact.getExtension()
                + ":"
                + artifact.getVersion();
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        return poms.get(key(artifact));
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        return List.of();
    }
}
