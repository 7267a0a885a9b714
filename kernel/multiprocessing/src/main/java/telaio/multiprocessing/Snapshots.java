package telaio.multiprocessing;

import java.util.List;

/// Something that can be copied element by element.
interface Snapshots<E> {
    List<E> snapshot();
}
