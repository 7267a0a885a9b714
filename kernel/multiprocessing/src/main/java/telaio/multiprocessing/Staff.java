package telaio.multiprocessing;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the workers of a pool are like.
///
/// @param size most workers at a time
/// @param onDemand whether workers are started when there is something to do, not at once
/// @param initializer what each does first
/// @param tasksPerChild after so many chunks a worker is replaced; 0 for never
/// @param taskTimeout longest time for a chunk; null for no limit
/// @param processes settings of the workers' processes
record Staff(
        int size,
        boolean onDemand,
        @Nullable Task initializer,
        int tasksPerChild,
        @Nullable Duration taskTimeout,
        Options processes) {

    static Staff usual(boolean onDemand) {
        return new Staff(Process.cpuCount(), onDemand, null, 0, null, new Options());
    }

    /// @throws IllegalArgumentException if `workers` is less than 1
    Staff size(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException(PoolTexts.noWorkers(workers));
        }
        return new Staff(workers, onDemand, initializer, tasksPerChild, taskTimeout, processes);
    }

    Staff initializer(Task first) {
        Objects.requireNonNull(first, PoolTexts::noInitializer);
        return new Staff(size, onDemand, first, tasksPerChild, taskTimeout, processes);
    }

    /// @throws IllegalArgumentException if `tasks` is less than 1
    Staff tasksPerChild(int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException(PoolTexts.noTasksPerChild(tasks));
        }
        return new Staff(size, onDemand, initializer, tasks, taskTimeout, processes);
    }

    /// @throws IllegalArgumentException if `timeout` is not positive
    Staff taskTimeout(Duration timeout) {
        Given.notNull(timeout, "timeout");
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(PoolTexts.noTime(timeout));
        }
        return new Staff(size, onDemand, initializer, tasksPerChild, timeout, processes);
    }

    Staff processes(Process.Builder settings) {
        Given.notNull(settings, "settings");
        return new Staff(
                size, onDemand, initializer, tasksPerChild, taskTimeout, settings.options());
    }
}
