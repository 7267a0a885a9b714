package telaio.multiprocessing.worker;

/// Gives jobs that standby JVMs run for practice before they are needed, so that what real jobs use
/// is loaded and compiled. Found by `ServiceLoader`; asked once, in a background thread.
public interface Sample {
    /// A job without effects but text printed to `System.out`, which goes nowhere; it runs many
    /// times in one JVM.
    Job job();
}
