package telaio.classroom;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.magic.Call;
import telaio.jupyter.magic.Desk;
import telaio.jupyter.magic.Magic;
import telaio.jupyter.magic.MagicEvaluator;
import telaio.jupyter.magic.MagicFailed;
import telaio.multiprocessing.language.Language;

/// `%check`: whether the notebook is ready to be handed in.
final class CheckMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("check");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return MagicTexts.HELP_CHECK.text(Language.italian());
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed, InterruptedException {
        if (NotebookRunner.isRunning()) {
            desk.print(MagicTexts.SKIPPED.text(Language.italian()));
            return new Outcome.Nothing();
        }
        var words = call.words();
        if (words.size() > 1) {
            throw new MagicFailed(
                    MagicTexts.USAGE.text(
                            Language.italian(), help().lines().findFirst().orElse("")));
        }
        var open = OpenNotebook.of(words.isEmpty() ? null : words.getFirst(), desk);
        desk.print(MagicTexts.RUNNING.text(open.isItalian(), open.file().getFileName()));
        var report =
                desk.stoppably(() ->
                        CheckReport.of(
                                open.notebook(),
                                open.notebook().copy(),
                                NotebookRunner.quiet(MagicEvaluator::new)));
        report.lines().forEach(desk::print);
        return new Outcome.Nothing();
    }
}
