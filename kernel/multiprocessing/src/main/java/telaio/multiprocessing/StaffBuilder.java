package telaio.multiprocessing;

/// Settings of a pool or an executor that are the same for both. Every method throws
/// NullPointerException if given null.
///
/// @param <B> what the methods give back: the builder itself
abstract sealed class StaffBuilder<B extends StaffBuilder<B>>
        permits Pool.Builder, ProcessPoolExecutor.Builder {
    private Staff staff;

    StaffBuilder(Staff usual) {
        staff = usual;
    }

    abstract B self();

    final Staff staff() {
        return staff;
    }

    final B with(Staff changed) {
        staff = changed;
        return self();
    }

    /// How many workers (of an executor: at most); as many as this process may use processors if
    /// not given.
    ///
    /// @throws IllegalArgumentException if `workers` is less than 1
    public final B workers(int workers) {
        return with(staff.size(workers));
    }

    /// What each worker does before anything else. If it fails, the pool or executor is broken.
    public final B initializer(Task initializer) {
        return with(staff.initializer(initializer));
    }

    /// After so many chunks (of an executor: tasks) a worker is replaced; never if not given.
    ///
    /// @throws IllegalArgumentException if `chunks` is less than 1
    public final B tasksPerChild(int chunks) {
        return with(staff.tasksPerChild(chunks));
    }

    /// How the workers' processes are started; their name is the beginning of the workers'.
    public final B processes(Process.Builder settings) {
        return with(staff.processes(settings));
    }
}
