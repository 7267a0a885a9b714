package telaio.multiprocessing.shipping;

/// An object of this library that consists of a few values. It travels without an object stream if
/// they do, see [Direct].
public interface Composite {
    /// Its class has a constructor without arguments.
    Class<? extends Maker> maker();

    /// What its maker makes it of.
    Object[] values();
}
