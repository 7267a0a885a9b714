package telaio.session;

import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// The job of the session JVM: runs what the kernel compiles until it is told to leave.
public final class SessionJob implements Job {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Parent parent) throws Exception {
        var session = new Session(parent);
        parent.onApplication(session::receive);
        session.run();
    }
}
