package telaio.multiprocessing;

import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// Runs a subclass's method in the child, on the copy that travelled.
///
/// @param path of the child in its family, see [Lineage]
record SubclassJob(Process process, String path) implements Job {
    @Override
    public void run(Parent parent) throws Exception {
        Lineage.become(process, path);
        process.run();
    }
}
