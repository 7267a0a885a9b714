package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%%sh` and `%sh`: a script of the system's shell.
final class ShellMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("sh", "bash");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE, Form.CELL);
    }

    @Override
    public String help() {
        return Texts.HELP_SH.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        var script = call.body() == null ? call.arguments() : call.body();
        var outcome = desk.notebook().script(desk.cell(), script);
        if (!(outcome instanceof Outcome.Value(var data))) {
            return outcome;
        }
        var exitCode = String.valueOf(data.get("text/plain"));
        if (!exitCode.equals("0")) {
            throw new MagicFailed(Texts.EXIT_CODE.text(exitCode));
        }
        return new Outcome.Nothing();
    }
}
