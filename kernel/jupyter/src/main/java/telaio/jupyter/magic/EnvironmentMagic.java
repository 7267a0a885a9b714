package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%env`: environment variables.
final class EnvironmentMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("env");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_ENV.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        var said = call.arguments();
        int equals = said.indexOf('=');
        if (said.isEmpty()) {
            desk.notebook().environment().forEach((name, value) -> desk.print(name + "=" + value));
        } else if (equals < 0) {
            var value = desk.notebook().environment().get(said);
            if (value == null) {
                throw new MagicFailed(Texts.NO_VARIABLE.text(said));
            }
            desk.print(value);
            desk.give(List.of(value));
        } else {
            var name = said.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw new MagicFailed(Texts.WRITE.text(help().lines().findFirst().orElse("")));
            }
            desk.notebook().environment(name, said.substring(equals + 1).strip());
            desk.print(Texts.ENV_SET.text(name));
        }
        return new Outcome.Nothing();
    }
}
