package telaio.multiprocessing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.shipping.Shipment;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Home;
import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// A pool's worker, in its own process: takes orders until it may leave.
record PoolJob(
        int worker,
        String path,
        Queue<Order> orders,
        Queue<Answer> answers,
        @Nullable Task initializer)
        implements Job {

    @Override
    public void run(Parent parent) throws InterruptedException {
        Lineage.become(null, path);
        if (initializer != null) {
            try {
                initializer.run();
            } catch (Throwable thrown) {
                System.out.flush();
                System.err.flush();
                answers.put(new Answer.Unfit(worker, Failure.of(thrown)));
                return;
            }
        }
        answers.put(new Answer.Ready(worker));
        obey();
    }

    private void obey() throws InterruptedException {
        Map<Integer, Skill> skills = new HashMap<>();
        while (true) {
            switch (next()) {
                case Order.Learn(var function, var shipment) ->
                        skills.put(function, new Skill(shipment));
                case Order.Forget() -> skills.clear();
                case Order.Work work ->
                        answers.put(
                                answer(work, Objects.requireNonNull(skills.get(work.function()))));
                case Order.Leave() -> {
                    return;
                }
            }
        }
    }

    /// An interrupt that a task left behind is not meant for the worker.
    private Order next() {
        while (true) {
            try {
                return orders.get();
            } catch (InterruptedException leftover) {
                Thread.onSpinWait();
            }
        }
    }

    private Answer answer(Order.Work work, Skill skill) {
        var binding = Origin.enter(Origin.of(work.origin()));
        var progress = new Progress();
        try {
            var results = Codec.encode(progress.apply(skill, work.items()));
            return new Answer.Results(worker, work.chunk(), sent(), results);
        } catch (NotSerializableException e) {
            var why = new TaskNotSerializable(Texts.unsendableResult(e), e);
            return failed(work, progress.index, why);
        } catch (Throwable thrown) {
            return failed(work, progress.index, thrown);
        } finally {
            Origin.leave(binding);
            // the next task begins without it
            boolean _ = Thread.interrupted();
        }
    }

    private Answer failed(Order.Work work, int index, Throwable thrown) {
        byte[] bytes;
        try {
            bytes = Codec.encode(thrown);
        } catch (NotSerializableException | RuntimeException | StackOverflowError unsendable) {
            bytes = null;
        }
        return new Answer.Failed(worker, work.chunk(), sent(), index, Failure.of(thrown), bytes);
    }

    /// What the task printed has been sent when this returns.
    private static long sent() {
        System.out.flush();
        System.err.flush();
        return Home.sent();
    }

    /// Which item is under way.
    private static final class Progress {
        private int index;

        @Nullable Object[] apply(Skill skill, byte[] bytes)
                throws IOException, ClassNotFoundException {
            var function = skill.function();
            var items = (@Nullable Object[]) Objects.requireNonNull(Codec.decode(bytes));
            var results = new @Nullable Object[items.length];
            for (index = 0; index < items.length; index++) {
                results[index] = function.apply(items[index]);
            }
            index = 0;
            return results;
        }
    }

    /// A function, unpacked when it is first used, so that a failure to do so belongs to a task.
    private static final class Skill {
        private final byte[] shipment;
        private @Nullable Function<@Nullable Object, @Nullable Object> function;

        Skill(byte[] shipment) {
            this.shipment = shipment;
        }

        @SuppressWarnings("unchecked") // the pool sends functions only
        Function<@Nullable Object, @Nullable Object> function()
                throws IOException, ClassNotFoundException {
            if (function == null) {
                var in = new DataInputStream(new ByteArrayInputStream(shipment));
                function =
                        (Function<@Nullable Object, @Nullable Object>) Shipment.read(in).unpack();
            }
            return function;
        }
    }
}
