package telaio.jupyter.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%loadFromPOM` and `%%loadFromPOM`: the dependencies of a project.
///
/// @param dependencies shared with the other magics about Maven
record PomMagic(Dependencies dependencies) implements Magic {
    private static final Set<String> SCOPES = Set.of("compile", "runtime", "system", "import");

    @Override
    public List<String> names() {
        return List.of("loadFromPOM");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE, Form.CELL);
    }

    @Override
    public String help() {
        return Texts.HELP_POM.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed, InterruptedException {
        if (call.body() == null) {
            var words = call.words();
            if (words.isEmpty()) {
                throw new MagicFailed(Texts.WRITE.text(help().lines().findFirst().orElse("")));
            }
            var file = Path.of(words.getFirst());
            if (!Files.isRegularFile(file)) {
                throw new MagicFailed(Texts.NO_FILE.text(file, Path.of("").toAbsolutePath()));
            }
            load(desk, file, scopes(words.subList(1, words.size())));
        } else {
            fragment(desk, call.body(), scopes(call.words()));
        }
        return new Outcome.Nothing();
    }

    private static Set<String> scopes(List<String> words) {
        return words.isEmpty() ? SCOPES : new LinkedHashSet<>(words);
    }

    private void fragment(Desk desk, String body, Set<String> scopes)
            throws MagicFailed, InterruptedException {
        try {
            var folder = Files.createTempDirectory("telaio-pom");
            var file = folder.resolve("pom.xml");
            try {
                Files.writeString(file, PomFragment.whole(body));
                load(desk, file, scopes);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException unwritable) {
            throw new MagicFailed(Texts.UNREADABLE.text("pom.xml", unwritable), unwritable);
        }
    }

    private void load(Desk desk, Path file, Set<String> scopes)
            throws MagicFailed, InterruptedException {
        Added.to(
                desk,
                desk.stoppably(() ->
                        dependencies
                                .resolver()
                                .project(
                                        file.toAbsolutePath().normalize(),
                                        scopes,
                                        dependencies.repositories(),
                                        desk::print)));
    }
}
