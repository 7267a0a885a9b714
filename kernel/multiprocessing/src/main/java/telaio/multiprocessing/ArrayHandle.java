package telaio.multiprocessing;

import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Domain;

/// What is sent in the place of a [SharedArray]: which part of which storage it is.
final class ArrayHandle extends SharedHandle {
    private static final long serialVersionUID = 1L;

    private final Form form;
    private final long offset;
    private final int length;
    private final Lock lock;

    ArrayHandle(Address storage, Form form, long offset, int length, Lock lock) {
        super(storage);
        this.form = form;
        this.offset = offset;
        this.length = length;
        this.lock = lock;
    }

    private Object readResolve() {
        return new SharedArray<>(Domain.current().storage(address()), form, offset, length, lock);
    }
}
