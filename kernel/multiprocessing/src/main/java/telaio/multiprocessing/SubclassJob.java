package telaio.multiprocessing;

import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// Runs a subclass's method in the child, on the copy that travelled.
///
/// No record: the method handles with which the JDK rebuilds one take a fresh JVM 20 ms.
@SuppressWarnings("serial") // Whether it can be sent is found out by sending it.
final class SubclassJob implements Job {
    private static final long serialVersionUID = 1L;

    private final Process process;
    private final String path;

    /// @param path of the child in its family, see [Lineage]
    SubclassJob(Process process, String path) {
        this.process = process;
        this.path = path;
    }

    @Override
    public void run(Parent parent) throws Exception {
        Lineage.become(process, path);
        process.run();
    }
}
