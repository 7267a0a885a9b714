package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.RingClosed;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.shipping.Batch;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Home;
import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Parent;

/// A pool's worker, in its own process: takes orders one at a time until it may leave. Each is
/// answered before the next is taken, so that its crew knows at any moment which it had begun.
record PoolJob(String path, Address orders, Address answers, @Nullable Task initializer)
        implements Job {

    @Override
    public void run(Parent parent) throws InterruptedException {
        Lineage.become(null, path);
        var in = Domain.current().ring(orders);
        var out = Domain.current().ring(answers);
        if (in == null || out == null) {
            return;
        }
        try {
            if (initialize(out)) {
                obey(in, out);
            }
        } catch (RingClosed poolIsGone) {
            return;
        }
    }

    private boolean initialize(ByteRing out) throws InterruptedException {
        if (initializer != null) {
            try {
                initializer.run();
            } catch (Throwable thrown) {
                sent();
                say(out, Answer.message(new Answer.Unfit(Failure.of(thrown))));
                return false;
            }
        }
        say(out, Answer.ready());
        return true;
    }

    private static void obey(ByteRing in, ByteRing out) throws InterruptedException {
        var skills = new Skills();
        while (true) {
            // no switch over patterns: a JVM that has just started would have to make code for it
            var order = order(in);
            if (order instanceof Order.Work work) {
                say(out, answer(work, skills));
            } else if (order instanceof Order.Learn learn) {
                skills.learn(learn);
            } else if (order instanceof Order.Forget(var below)) {
                skills.forget(below);
            } else {
                return;
            }
        }
    }

    private static Order order(ByteRing in) throws InterruptedException {
        var message = in.take(Patience.UNTIL_STOPPED);
        if (message == null) {
            throw new IllegalStateException("this wait has no end");
        }
        // an interrupt that came between two tasks is meant for neither
        boolean _ = Thread.interrupted();
        try {
            return Order.of(message);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(ByteRing out, byte[] message) throws InterruptedException {
        boolean said = out.put(message, Patience.UNTIL_STOPPED);
        if (!said) {
            throw new IllegalStateException("a ring without limit is never full");
        }
    }

    private static byte[] answer(Order.Work work, Skills skills) {
        var binding = Origin.enter(Origin.of(skills.origin(work.function())));
        var progress = new Progress();
        try {
            var results = Batch.encode(Answer.ROOM, progress.apply(skills, work));
            return Answer.results(sent(), results);
        } catch (NotSerializableException e) {
            var why = new TaskNotSerializable(Texts.unsendableResult(e), e);
            return failed(progress.index, why);
        } catch (Throwable thrown) {
            return failed(progress.index, thrown);
        } finally {
            Origin.leave(binding);
        }
    }

    private static byte[] failed(int index, Throwable thrown) {
        byte[] bytes;
        try {
            bytes = Codec.encode(thrown);
        } catch (Throwable unsendable) {
            // then its text alone travels
            bytes = null;
        }
        return Answer.message(new Answer.Failed(sent(), index, Failure.of(thrown), bytes));
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

        @Nullable Object[] apply(Skills skills, Order.Work work) throws Exception {
            var deed = skills.deed(work.function());
            var items = Batch.decode(Order.ROOM, work.message());
            for (index = 0; index < items.length; index++) {
                items[index] = deed.apply(items[index]);
            }
            index = 0;
            return items;
        }
    }
}
