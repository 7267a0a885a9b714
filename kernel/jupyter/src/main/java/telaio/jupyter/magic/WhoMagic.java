package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Notebook.Variable;
import telaio.jupyter.eval.Outcome;

/// `%who` and `%whos`: the notebook's variables.
final class WhoMagic implements Magic {
    private static final int LONGEST = 60;

    @Override
    public List<String> names() {
        return List.of("who", "whos");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_WHO.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) {
        var variables = desk.notebook().variables();
        if (variables.isEmpty()) {
            desk.print(Texts.NO_VARIABLES.text());
        }
        int names = width(variables.stream().map(Variable::name).toList());
        int types = width(variables.stream().map(Variable::type).toList());
        for (var variable : variables) {
            var value =
                    call.name().equals("whos")
                            ? desk.notebook().value(variable).map(WhoMagic::brief).orElse("…")
                            : "";
            var row = padded(variable.name(), names) + padded(variable.type(), types) + value;
            desk.print(row.stripTrailing());
        }
        return new Outcome.Nothing();
    }

    private static int width(List<String> texts) {
        return 2 + texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String brief(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST || line.length() < text.strip().length()
                ? line.substring(0, Math.min(line.length(), LONGEST)) + "…"
                : line;
    }
}
