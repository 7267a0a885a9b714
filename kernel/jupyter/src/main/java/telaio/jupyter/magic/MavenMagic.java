package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%maven`: artifacts of Maven's repositories for the class path.
///
/// @param dependencies shared with the other magics about Maven
record MavenMagic(Dependencies dependencies) implements Magic {
    @Override
    public List<String> names() {
        return List.of("maven", "addMavenDependency", "addMavenDependencies");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_MAVEN.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed, InterruptedException {
        var coordinates = call.words();
        if (coordinates.isEmpty()) {
            throw new MagicFailed(Texts.WRITE.text(help().lines().findFirst().orElse("")));
        }
        Added.to(
                desk,
                desk.stoppably(() ->
                        dependencies
                                .resolver()
                                .artifacts(coordinates, dependencies.repositories(), desk::print)));
        return new Outcome.Nothing();
    }
}
