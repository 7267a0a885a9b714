package telaio.jupyter.magic;

import java.util.List;

/// Gives magics to the kernel. Found by [java.util.ServiceLoader] when a notebook uses the first.
public interface Magics {
    /// New magics, for one kernel: they may keep a state of their own.
    List<Magic> magics();
}
