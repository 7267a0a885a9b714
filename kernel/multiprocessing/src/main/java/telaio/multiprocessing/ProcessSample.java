package telaio.multiprocessing;

import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Sample;

/// The practice of standby JVMs: a process that prints. Made by `ServiceLoader` only.
public final class ProcessSample implements Sample {
    @Override
    public Job job() {
        var greeting = "rehearsal";
        return new TaskJob(() -> System.out.println(greeting), "");
    }
}
