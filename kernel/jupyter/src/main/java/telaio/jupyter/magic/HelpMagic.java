package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%help` and `%lsmagic`: what magics there are.
final class HelpMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("help", "lsmagic");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_HELP.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        if (call.words().isEmpty()) {
            for (var magic : desk.catalogue().all()) {
                var lines = magic.help().lines().toList();
                desk.print(lines.getFirst());
                lines.stream().skip(1).limit(1).forEach(line -> desk.print("    " + line));
            }
        }
        for (var word : call.words()) {
            var magic = desk.catalogue().named(word.replaceFirst("^%+", ""));
            desk.print(magic.help());
            if (magic.names().size() > 1) {
                desk.print(Texts.NAMES.text(String.join(", ", magic.names())));
            }
        }
        return new Outcome.Nothing();
    }
}
