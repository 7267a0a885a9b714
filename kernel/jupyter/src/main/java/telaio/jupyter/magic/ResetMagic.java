package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%reset`: a new session.
final class ResetMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("reset");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_RESET.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) {
        desk.notebook().restart();
        desk.print(Texts.RESET.text());
        return new Outcome.Nothing();
    }
}
