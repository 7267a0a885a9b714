package aula;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Task;

/// Solutions of the exercises on processes, right and wrong ones.
public final class ProcessSolutions {
    private ProcessSolutions() {}

    static void numbers() {
        Stream.of("1", "2", "3").forEach(System.out::println);
    }

    static void letters() {
        Stream.of("a", "b", "c").forEach(System.out::println);
    }

    // two different functions in parallel

    public static void startAndJoin() throws InterruptedException {
        var first = new Process(() -> numbers());
        var second = new Process(() -> letters());
        first.start();
        second.start();
        first.join();
        second.join();
    }

    public static void inALoopOfTheirOwn() throws InterruptedException {
        var processes = List.of(new Process(() -> letters()), new Process(() -> numbers()));
        processes.forEach(Process::start);
        for (var process : processes) {
            process.join();
        }
    }

    static class Numbers extends Process {
        private static final long serialVersionUID = 1L;

        @Override
        protected void run() {
            numbers();
        }
    }

    static class Letters extends Process {
        private static final long serialVersionUID = 1L;

        @Override
        protected void run() {
            letters();
        }
    }

    public static void bySubclasses() throws InterruptedException {
        var numbers = new Numbers();
        var letters = new Letters();
        numbers.start();
        letters.start();
        letters.join();
        numbers.join();
    }

    public static void notStarted() {
        var _ = new Process(() -> numbers());
        var _ = new Process(() -> letters());
    }

    public static void runCalled() {
        new Numbers().run();
        new Letters().run();
    }

    public static void methodsCalled() {
        numbers();
        letters();
    }

    public static void oneOnly() throws InterruptedException {
        var both =
                new Process(() -> {
                    numbers();
                    letters();
                });
        both.start();
        both.join();
    }

    public static void notJoined() {
        new Process(() -> numbers()).start();
        new Process(() -> letters()).start();
    }

    public static void joinedBetween() throws InterruptedException {
        for (var process : List.of(new Numbers(), new Letters())) {
            process.start();
            process.join();
        }
    }

    public static void theSameTwice() throws InterruptedException {
        var first = new Process(() -> numbers());
        var second = new Process(() -> numbers());
        first.start();
        second.start();
        first.join();
        second.join();
    }

    public static void oneFails() throws InterruptedException {
        var first = new Process(() -> numbers());
        var second =
                new Process(() -> {
                    letters();
                    throw new IllegalStateException("broken on purpose");
                });
        first.start();
        second.start();
        first.join();
        second.join();
    }

    public static void startedTwice() {
        var process = new Process(() -> numbers());
        process.start();
        process.start();
    }

    // all together

    public static void inTwoLoops(List<Task> jobs) throws InterruptedException {
        var processes = new ArrayList<Process>();
        for (var job : jobs) {
            var process = new Process(job);
            process.start();
            processes.add(process);
        }
        for (var process : processes) {
            process.join();
        }
    }

    public static void lastFirst(List<Task> jobs) throws InterruptedException {
        var processes = jobs.stream().map(job -> Process.builder().start(job)).toList();
        for (var process : processes.reversed()) {
            process.join();
        }
    }

    public static void joinInTheLoop(List<Task> jobs) throws InterruptedException {
        for (var job : jobs) {
            var process = new Process(job);
            process.start();
            process.join();
        }
    }

    public static void onlyTheLastJoined(List<Task> jobs) throws InterruptedException {
        Process process = null;
        for (var job : jobs) {
            process = Process.builder().start(job);
        }
        if (process != null) {
            process.join();
        }
    }

    public static void withoutStart(List<Task> jobs) {
        jobs.forEach(Process::new);
    }

    // started twice, and what that throws

    public static String twice() throws InterruptedException {
        var process = new Process(() -> {});
        process.start();
        try {
            process.start();
            return "";
        } catch (RuntimeException refused) {
            return refused.getClass().getSimpleName();
        } finally {
            process.join();
        }
    }

    public static String twiceAfterItsEnd() throws InterruptedException {
        var process = Process.builder().start(() -> {});
        process.join();
        try {
            process.start();
        } catch (IllegalStateException refused) {
            return refused.getClass().getSimpleName();
        }
        return "";
    }

    public static String twoProcesses() throws InterruptedException {
        startAndJoin(new Process(() -> {}));
        startAndJoin(new Process(() -> {}));
        return "IllegalStateException";
    }

    public static String knownByHeart() {
        return "IllegalStateException";
    }

    // a process greets through its field

    public static class Greeting extends Process {
        private static final long serialVersionUID = 1L;
        private final String name;

        public Greeting(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            System.out.println("Ciao, " + name);
        }
    }

    public static void greet() throws InterruptedException {
        var greeting = new Greeting("Alice");
        greeting.start();
        greeting.join();
    }

    public static void greetAndWaitOtherwise() throws InterruptedException, ExecutionException {
        var greeting = new Greeting("Alice");
        greeting.start();
        while (!greeting.join(java.time.Duration.ofMillis(5))) {
            Thread.onSpinWait();
        }
    }

    public static void greetByRun() {
        new Greeting("Alice").run();
    }

    public static void greetNobody() {
        var _ = new Greeting("Alice");
    }

    // a voice for each name

    private static List<Greeting> voices(List<String> names) {
        return names.stream().map(Greeting::new).toList();
    }

    public static void callAll(List<String> names) throws InterruptedException {
        var voices = voices(names);
        voices.forEach(Process::start);
        for (var voice : voices) {
            voice.join();
        }
    }

    public static void runAll(List<String> names) {
        voices(names).forEach(Greeting::run);
    }

    public static void callOneByOne(List<String> names) throws InterruptedException {
        for (var voice : voices(names)) {
            startAndJoin(voice);
        }
    }

    public static void callAndForget(List<String> names) {
        voices(names).forEach(Process::start);
    }

    // a field that cannot be sent

    static class Reporter extends Process {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"})
        private final Thread helper = new Thread(() -> {});

        @Override
        protected void run() {
            System.out.println("done");
        }
    }

    static class BetterReporter extends Process {
        private static final long serialVersionUID = 1L;

        @Override
        protected void run() throws InterruptedException {
            var helper = new Thread(() -> System.out.println("done"));
            helper.start();
            helper.join();
        }
    }

    static class TransientReporter extends Process {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("unused")
        private final transient Thread helper = new Thread(() -> {});

        @Override
        protected void run() {
            System.out.println("done");
        }
    }

    public static void reportWithField() throws InterruptedException {
        startAndJoin(new Reporter());
    }

    public static void reportWithLocal() throws InterruptedException {
        startAndJoin(new BetterReporter());
    }

    public static void reportWithTransient() throws InterruptedException {
        startAndJoin(new TransientReporter());
    }

    private static void startAndJoin(Process process) throws InterruptedException {
        process.start();
        process.join();
    }

    /// A process that never ends by itself and one that is waited for.
    public static void oneIsLeft() throws InterruptedException {
        var nothing = new Queue<String>();
        new Process(() -> nothing.get()).start();
        var other = new Process(() -> numbers());
        other.start();
        other.join();
    }
}
