package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telaio.classroom.HandIn;
import telaio.classroom.Student;

/// `telaio hand-in`: gives a notebook to the teacher.
@Command(name = "hand-in")
final class HandInCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin private final NotebookArgument notebook;

    @Option(names = "--to", paramLabel = "DIR", descriptionKey = "hand-in.to")
    private @Nullable String folder;

    @Option(names = "--surname", paramLabel = "S", descriptionKey = "hand-in.who")
    private @Nullable String surname;

    @Option(names = "--name", paramLabel = "S", descriptionKey = "hand-in.who")
    private @Nullable String name;

    @Option(names = "--id", paramLabel = "S", descriptionKey = "hand-in.who")
    private @Nullable String id;

    HandInCommand(NotebookArgument notebook, PrintWriter out) {
        this.notebook = notebook;
        this.out = out;
    }

    /// A notebook with exercises that are not passed is handed in too.
    @Override
    public Integer call() throws Exception {
        var to = HandIn.folder(folder, notebook.file());
        var student = student();
        var handIn = notebook.run(HandIn::of);
        handIn.report().lines().forEach(out::println);
        try {
            handIn.told(handIn.write(to, student, ZonedDateTime.now(ZoneId.systemDefault())))
                    .forEach(out::println);
        } catch (IOException e) {
            throw new CommandFailed(Messages.text("hand-in.not-written", to, e));
        }
        return 0;
    }

    /// Options first, then what is remembered, then who sits at the terminal; remembered from then
    /// on.
    private Student student() throws IOException, CommandFailed {
        var file = Student.standardFile();
        var known = Student.read(file);
        var student =
                new Student(
                        part(surname, known.map(Student::surname).orElse(""), "hand-in.surname"),
                        part(name, known.map(Student::name).orElse(""), "hand-in.name"),
                        part(id, known.map(Student::id).orElse(""), "hand-in.id"));
        if (!student.isWhole()) {
            throw new CommandFailed(Messages.text("hand-in.nobody"));
        }
        if (known.filter(student::equals).isEmpty()) {
            student.write(file);
        }
        return student;
    }

    private static String part(@Nullable String given, String known, String question) {
        if (given != null) {
            return given.strip();
        }
        if (!known.isEmpty()) {
            return known;
        }
        var answer = Terminal.ask(Messages.text(question));
        return answer == null ? "" : answer.strip();
    }
}
