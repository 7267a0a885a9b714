package telaio.jupyter.magic;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%mavenRepo`: one more place where artifacts are looked for.
///
/// @param dependencies shared with the other magics about Maven
record RepositoryMagic(Dependencies dependencies) implements Magic {
    @Override
    public List<String> names() {
        return List.of("mavenRepo", "addMavenRepo");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_REPOSITORY.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        var words = call.words();
        if (words.size() != 2 || !isUrl(words.getLast())) {
            throw new MagicFailed(Texts.WRITE.text(help().lines().findFirst().orElse("")));
        }
        dependencies.add(new Resolver.Repository(words.getFirst(), words.getLast()));
        return new Outcome.Nothing();
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
