package telaio.multiprocessing;

import java.util.OptionalInt;
import telaio.multiprocessing.worker.Home;

/// What a [Process] object stands for in this JVM.
sealed interface Role permits Role.Self, Role.Parent, Child {
    boolean isAlive();

    long pid();

    String name(Process process);

    boolean daemon();

    OptionalInt exitCode();

    /// The process as its starter has it.
    ///
    /// @param what somebody wants of the process, a verb
    /// @throws IllegalStateException if only who started the process can do that
    Child child(String what);

    String text(Process process);

    /// The process that runs this code.
    record Self() implements Role {
        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public String name(Process process) {
            return Home.name();
        }

        @Override
        public boolean daemon() {
            return Home.daemon();
        }

        @Override
        public OptionalInt exitCode() {
            return OptionalInt.empty();
        }

        @Override
        public Child child(String what) {
            throw new IllegalStateException(ProcessTexts.notItself(what));
        }

        @Override
        public String text(Process process) {
            return "Process[" + name(process) + ", pid " + pid() + "]";
        }
    }

    /// The process that started this one.
    record Parent(long pid, String name) implements Role {
        @Override
        public boolean isAlive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        @Override
        public String name(Process process) {
            return name;
        }

        @Override
        public boolean daemon() {
            return false;
        }

        @Override
        public OptionalInt exitCode() {
            return OptionalInt.empty();
        }

        @Override
        public Child child(String what) {
            throw new IllegalStateException(ProcessTexts.onlyItsParent(what));
        }

        @Override
        public String text(Process process) {
            return "Process[" + name + ", pid " + pid + "]";
        }
    }
}
