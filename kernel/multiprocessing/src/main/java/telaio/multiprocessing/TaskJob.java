package telaio.multiprocessing;

import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// Runs a task in the child.
///
/// @param path of the child in its family, see [Lineage]
record TaskJob(Task task, String path) implements Job {
    @Override
    public void run(Parent parent) throws Exception {
        Lineage.become(null, path);
        task.run();
    }
}
