package telaio.multiprocessing;

import telaio.multiprocessing.shipping.Composite;
import telaio.multiprocessing.shipping.Maker;
import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// Runs a task in the child.
///
/// No record: the method handles with which the JDK rebuilds one take a fresh JVM 20 ms.
@SuppressWarnings("serial") // Whether it can be sent is found out by sending it.
final class TaskJob implements Job, Composite {
    private static final long serialVersionUID = 1L;

    private final Task task;
    private final String path;

    /// @param path of the child in its family, see [Lineage]
    TaskJob(Task task, String path) {
        this.task = task;
        this.path = path;
    }

    @Override
    public Class<? extends Maker> maker() {
        return Rebuilding.class;
    }

    @Override
    public Object[] values() {
        return new Object[] {task, path};
    }

    @Override
    public void run(Parent parent) throws Exception {
        Lineage.become(null, path);
        task.run();
    }

    /// In the child.
    static final class Rebuilding implements Maker {
        @Override
        public Object telaio$make(Object[] values) {
            return new TaskJob((Task) values[0], (String) values[1]);
        }
    }
}
