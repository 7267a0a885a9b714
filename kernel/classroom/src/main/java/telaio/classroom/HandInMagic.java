package telaio.classroom;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.magic.Call;
import telaio.jupyter.magic.Desk;
import telaio.jupyter.magic.Magic;
import telaio.jupyter.magic.MagicEvaluator;
import telaio.jupyter.magic.MagicFailed;
import telaio.multiprocessing.language.Language;

/// `%hand-in`: gives the notebook to the teacher.
final class HandInMagic implements Magic {
    private static final String TO = "--to";

    private record Said(@Nullable String notebook, @Nullable String folder) {}

    @Override
    public List<String> names() {
        return List.of("hand-in");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return MagicTexts.HELP_HAND_IN.text(Language.italian());
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed, InterruptedException {
        if (NotebookRunner.isRunning()) {
            desk.print(MagicTexts.SKIPPED.text(Language.italian()));
            return new Outcome.Nothing();
        }
        var said = said(call.words());
        var open = OpenNotebook.of(said.notebook, desk);
        try {
            var student = student(open.isItalian(), desk);
            var folder = HandIn.folder(said.folder, open.file());
            desk.print(MagicTexts.RUNNING.text(open.isItalian(), open.file().getFileName()));
            var handIn =
                    desk.stoppably(() ->
                            HandIn.of(open.file(), NotebookRunner.quiet(MagicEvaluator::new)));
            handIn.report().lines().forEach(desk::print);
            handIn.told(handIn.write(folder, student, ZonedDateTime.now(ZoneId.systemDefault())))
                    .forEach(desk::print);
        } catch (IOException | InvalidPathException e) {
            throw new MagicFailed(String.valueOf(e.getMessage()), e);
        }
        return new Outcome.Nothing();
    }

    private Said said(List<String> words) throws MagicFailed {
        var rest = new ArrayList<>(words);
        @Nullable String folder = null;
        int to = rest.indexOf(TO);
        if (to >= 0 && to + 1 < rest.size()) {
            folder = rest.remove(to + 1);
            rest.remove(to);
        }
        if (rest.size() > 1 || rest.contains(TO)) {
            var usage = help().lines().findFirst().orElse("");
            throw new MagicFailed(MagicTexts.USAGE.text(Language.italian(), usage));
        }
        return new Said(rest.isEmpty() ? null : rest.getFirst(), folder);
    }

    private static Student student(boolean italian, Desk desk) throws MagicFailed, IOException {
        var file = Student.standardFile();
        var known = Student.read(file);
        if (known.isPresent()) {
            return known.get();
        }
        var student =
                new Student(
                        desk.ask(MagicTexts.SURNAME.text(italian) + " ").strip(),
                        desk.ask(MagicTexts.NAME.text(italian) + " ").strip(),
                        desk.ask(MagicTexts.ID.text(italian) + " ").strip());
        if (!student.isWhole()) {
            throw new MagicFailed(MagicTexts.NOT_SAID.text(italian));
        }
        student.write(file);
        return student;
    }
}
