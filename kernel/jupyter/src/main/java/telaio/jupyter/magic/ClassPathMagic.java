package telaio.jupyter.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%jars` and `%classpath`: files of this machine for the class path. They differ in what a folder
/// means: all jars in it, or the folder itself.
///
/// @param jars whether a folder stands for the jars in it
record ClassPathMagic(String name, boolean jars) implements Magic {
    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return (jars ? Texts.HELP_JARS : Texts.HELP_CLASSPATH).text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        if (call.words().isEmpty() && !jars) {
            desk.notebook().classPath().forEach(entry -> desk.print(entry.toString()));
            return new Outcome.Nothing();
        }
        var found = new ArrayList<Path>();
        for (var word : call.words()) {
            found.addAll(entries(word));
        }
        Added.to(desk, found);
        return new Outcome.Nothing();
    }

    private List<Path> entries(String pattern) throws MagicFailed {
        try {
            var found = new ArrayList<Path>();
            for (var path : Glob.find(pattern)) {
                if (jars && Files.isDirectory(path)) {
                    found.addAll(Glob.find(path.resolve("*.jar").toString()));
                } else {
                    found.add(path);
                }
            }
            if (found.isEmpty()) {
                throw new MagicFailed(Texts.NO_FILE.text(pattern, Path.of("").toAbsolutePath()));
            }
            return found;
        } catch (IOException unreadable) {
            throw new MagicFailed(Texts.UNREADABLE.text(pattern, unreadable), unreadable);
        }
    }
}
