package telaio.classroom;

import static telaio.display.Bundle.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Grades what students have handed in. What is graded already, by the same teacher's notebook, is
/// not run again: a grading that was broken off goes on.
public final class Grader {
    private final Settings settings;
    private final Execution execution;
    private final Path scratch;

    /// What to grade, and how.
    ///
    /// @param folder with what was handed in
    /// @param out where the grades go
    /// @param source the teacher's notebook, or null for those of `courses`
    /// @param courses folders with teachers' notebooks, `LESSON/LANGUAGE.ipynb`
    /// @param lanes how many notebooks run at the same time
    /// @param cell the longest a cell may run, in whole seconds
    /// @param all the longest a notebook may run, in whole seconds
    public record Settings(
            Path folder,
            Path out,
            @Nullable Path source,
            List<Path> courses,
            Sandbox sandbox,
            int lanes,
            Duration cell,
            Duration all) {}

    /// Is told how it goes, by several threads.
    @FunctionalInterface
    public interface Progress {
        /// A notebook is graded.
        ///
        /// @param done notebooks that are graded
        /// @param total those that will be
        /// @param who was graded now
        void graded(int done, int total, String who);
    }

    /// A notebook to grade.
    private record Job(
            Submission submission, NotebookFile notebook, Masters.Master master, String key) {}

    /// Gets ready.
    ///
    /// @param scratch an empty folder, for this grading only
    public Grader(Settings settings, Path scratch) {
        this.settings = settings;
        this.scratch = scratch;
        this.execution = new Execution(settings.sandbox(), settings.cell(), settings.all());
    }

    /// Grades all, and writes `grades.csv`, `summary.html` and the students' feedback.
    ///
    /// @throws UnreadableNotebook if the teacher's notebook is not fit for it
    /// @throws IOException if a file cannot be read or written
    /// @throws InterruptedException if the thread is interrupted; what is graded by then is kept
    public GradeBook grade(Progress progress) throws IOException, InterruptedException {
        var masters = new Masters(settings.source(), settings.courses());
        var inbox =
                Inbox.of(
                        settings.folder(),
                        settings.out().toAbsolutePath().normalize(),
                        Files.createDirectories(scratch.resolve("unpacked")));
        var refused = new ArrayList<>(inbox.refused());
        var jobs = new ArrayList<Job>();
        for (var submission : inbox.submissions()) {
            try {
                jobs.add(job(submission, masters));
            } catch (IOException e) {
                // Its file may be one that was unpacked, which nobody knows.
                var what = String.valueOf(e.getMessage());
                refused.add(refused(submission, what.replace(submission.file() + ": ", "")));
            } catch (RuntimeException | StackOverflowError e) {
                refused.add(broken(submission, e));
            }
        }
        var graded = run(newest(jobs), refused, progress);
        var book = new GradeBook(graded, refused, settings.sandbox().isClosed());
        book.write(settings.out());
        return book;
    }

    private static Inbox.Refused refused(Submission submission, @Nullable String why) {
        return new Inbox.Refused(
                submission.student().id(), submission.origin(), "", String.valueOf(why));
    }

    private Job job(Submission submission, Masters masters) throws IOException {
        var notebook = NotebookFile.readToGrade(submission.file());
        // Not kept in memory for a whole class: they will be others.
        notebook.clear();
        var master = masters.of(notebook);
        var key =
                String.join(
                        " ",
                        submission.owner(),
                        submission.origin(),
                        Digest.of(Files.readAllBytes(submission.file())),
                        master.digest(),
                        settings.cell().toString(),
                        settings.all().toString(),
                        String.valueOf(settings.sandbox().isClosed()));
        return new Job(submission, notebook, master, Digest.of(key));
    }

    /// Of each student and lesson the newest, with the names of the others in its remarks.
    private static List<Map.Entry<Job, List<String>>> newest(List<Job> jobs) {
        var byOwner = new LinkedHashMap<String, List<Job>>();
        for (var job : jobs) {
            var key = job.submission().owner() + "\t" + job.master().lesson().name();
            byOwner.computeIfAbsent(key, _ -> new ArrayList<>()).add(job);
        }
        var newest = new ArrayList<Map.Entry<Job, List<String>>>();
        for (var all : byOwner.values()) {
            all.sort(Comparator.comparing(it -> it.submission().time()));
            var last = all.removeLast();
            var others =
                    all.stream()
                            .map(it -> it.submission().origin())
                            .collect(Collectors.joining(", "));
            var remarks = new ArrayList<>(last.submission().remarks());
            if (!others.isEmpty()) {
                remarks.add(GradeTexts.EARLIER.text(others));
            }
            newest.add(Map.entry(last, remarks));
        }
        return newest;
    }

    private List<Graded> run(
            List<Map.Entry<Job, List<String>>> jobs, List<Inbox.Refused> refused, Progress progress)
            throws IOException, InterruptedException {
        var done = new AtomicInteger();
        var lanes = new LinkedBlockingQueue<Integer>();
        for (int lane = 0; lane < settings.lanes(); lane++) {
            lanes.add(lane);
        }
        var results = new ArrayList<Future<Graded>>();
        try (var threads =
                Executors.newFixedThreadPool(
                        settings.lanes(), Thread.ofPlatform().name("grader-", 0).factory())) {
            for (var job : jobs) {
                results.add(
                        threads.submit(() -> {
                            Runnable tell =
                                    () ->
                                            progress.graded(
                                                    done.incrementAndGet(),
                                                    jobs.size(),
                                                    job.getKey().submission().student().id());
                            Graded graded;
                            try {
                                graded = grade(job.getKey(), lanes).with(job.getValue());
                            } catch (RuntimeException | StackOverflowError e) {
                                tell.run();
                                throw e;
                            }
                            tell.run();
                            return graded;
                        }));
            }
            var graded = new ArrayList<Graded>();
            try {
                for (int i = 0; i < jobs.size(); i++) {
                    try {
                        graded.add(results.get(i).get());
                    } catch (ExecutionException e) {
                        refused.add(broken(jobs.get(i).getKey().submission(), e.getCause()));
                    }
                }
            } finally {
                threads.shutdownNow();
            }
            return graded;
        }
    }

    /// What a notebook made go wrong in here, nobody else should suffer from.
    ///
    /// @throws IOException if it was not the notebook
    private static Inbox.Refused broken(Submission submission, @Nullable Throwable why)
            throws IOException {
        if (why instanceof RuntimeException || why instanceof StackOverflowError) {
            System.getLogger(Grader.class.getName())
                    .log(System.Logger.Level.DEBUG, "not graded: " + submission.origin(), why);
            return refused(submission, GradeTexts.BROKE.text(why));
        }
        throw new IOException(why);
    }

    private Graded grade(Job job, BlockingQueue<Integer> lanes)
            throws IOException, InterruptedException {
        var name = job.submission().fileName();
        var lesson = FileNames.reduced(job.master().lesson().name());
        var file = settings.out().resolve("results").resolve(name + "_" + lesson + ".json");
        var page = "feedback/" + name + "_" + lesson + ".html";
        var known = Graded.read(file, job.key());
        if (known.isPresent() && Files.isRegularFile(settings.out().resolve(page))) {
            return known.get();
        }
        int lane = lanes.take();
        try {
            var graded = grade(job, page, lane);
            graded.write(file);
            return graded;
        } finally {
            lanes.add(lane);
        }
    }

    private Graded grade(Job job, String page, int lane) throws IOException, InterruptedException {
        var lesson = job.master().lesson();
        var notebook = job.notebook();
        boolean italian = Lesson.italian(notebook);
        var findings = Repair.repair(notebook, lesson);
        var run = new FreshRun();
        var end = execution.run(notebook, run, scratch, job.submission().folder(), lane, italian);
        var scores = run.scores(notebook, lesson);
        var remarks = new ArrayList<String>();
        for (var finding : findings) {
            remarks.add(GradeTexts.REPAIRED.in(italian, finding.text(italian)));
        }
        switch (end) {
            case WHOLE -> {}
            case DIED -> remarks.add(GradeTexts.DIED.in(italian));
            case TOO_LONG ->
                    remarks.add(GradeTexts.TOO_LONG.in(italian, settings.all().toSeconds()));
            case TOO_MUCH_OUTPUT -> remarks.add(GradeTexts.TOO_MUCH_OUTPUT.in(italian));
        }
        var graded =
                new Graded(
                        job.key(),
                        job.submission().student(),
                        job.submission().origin(),
                        lesson.name(),
                        page,
                        scores,
                        List.copyOf(remarks));
        Graded.replace(settings.out().resolve(page), feedback(graded, notebook, lesson, italian));
        return graded;
    }

    private static String feedback(
            Graded graded, NotebookFile notebook, Lesson lesson, boolean italian) {
        // Hidden tests stay hidden.
        var matching = Matching.of(notebook, lesson);
        for (var expected : lesson.cells()) {
            var cell = matching.cell(expected);
            if (cell != null && expected.graded().isLocked()) {
                cell.source(expected.stub());
            }
        }
        var who = GradeBook.name(graded.student());
        return NotebookHtml.page(
                graded.lesson() + " – " + who,
                italian,
                "<h1>"
                        + escape(graded.lesson())
                        + "</h1>\n<p><b>"
                        + escape(who)
                        + "</b></p>\n"
                        + ScoreTable.html(graded.scores(), italian)
                        + ScoreTable.findings(graded.remarks())
                        + NotebookHtml.cells(notebook, graded.scores(), italian));
    }
}
