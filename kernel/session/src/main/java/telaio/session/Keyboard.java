package telaio.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import telaio.display.Input;
import telaio.display.InputNotAllowed;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;
import telaio.multiprocessing.worker.Parent;

/// The session's `System.in`: asks the kernel for a line when there is none left to read. Never at
/// its end; without anyone to ask a read throws, unchecked so that a `Scanner` does not hide it.
final class Keyboard extends InputStream implements Input.Asking {
    private final Parent parent;
    private final ReentrantLock reading = new ReentrantLock();

    /// What is left of the last line.
    private byte[] line = {};

    private int position;

    private long number;
    private volatile CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    private volatile long asked;

    Keyboard(Parent parent) {
        this.parent = parent;
    }

    /// Takes the kernel's answer; one that nobody waits for any more is dropped.
    void answer(SessionRequest.Input input) {
        if (input.number() == asked) {
            answer.complete(input.text());
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            reading.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
        try {
            if (position == line.length) {
                line = (typed("", false) + "\n").getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, bytes, offset, count);
            position += count;
            return count;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public int available() {
        return line.length - position;
    }

    /// Asks for a line, whatever is left of the last one read.
    @Override
    public String ask(String prompt, boolean password) throws IOException {
        try {
            reading.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
        try {
            return typed(prompt, password);
        } finally {
            reading.unlock();
        }
    }

    private String typed(String prompt, boolean password) throws IOException {
        System.out.flush();
        System.err.flush();
        answer = new CompletableFuture<>();
        asked = ++number;
        parent.send(
                Payload.encode(
                        new SessionEvent.InputRequested(
                                number, Origin.current().id(), prompt, password)));
        try {
            var text = answer.get();
            if (text == null) {
                throw new InputNotAllowed(Texts.NO_INPUT.text());
            }
            return text;
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        } catch (ExecutionException impossible) {
            throw new IOException(impossible);
        }
    }

    private static IOException stopped(InterruptedException interrupted) {
        if (Origin.current().stopped()) {
            throw new Stopped();
        }
        Thread.currentThread().interrupt();
        var exception = new InterruptedIOException("interrupted while waiting for input");
        exception.initCause(interrupted);
        return exception;
    }
}
