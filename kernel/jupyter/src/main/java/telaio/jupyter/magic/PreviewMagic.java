package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%preview`: language and API features that a JDK has on trial.
final class PreviewMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("preview");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_PREVIEW.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        boolean wanted =
                switch (call.arguments()) {
                    case "", "on" -> true;
                    case "off" -> false;
                    default ->
                            throw new MagicFailed(
                                    Texts.WRITE.text(help().lines().findFirst().orElse("")));
                };
        if (wanted == desk.notebook().preview()) {
            desk.print((wanted ? Texts.PREVIEW_IS_ON : Texts.PREVIEW_IS_OFF).text());
        } else {
            desk.notebook().preview(wanted);
            desk.print((wanted ? Texts.PREVIEW_ON : Texts.PREVIEW_OFF).text());
        }
        return new Outcome.Nothing();
    }
}
