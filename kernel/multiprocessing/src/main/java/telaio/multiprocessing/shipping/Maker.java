package telaio.multiprocessing.shipping;

/// Makes objects of one kind from the values they consist of. Implemented by the class of a lambda
/// that was sent, see [HiddenLambda], and for each [Composite]. Public, and with an odd name for
/// its method, because the class of a lambda stands in the package of the code it belongs to.
public interface Maker {
    /// An object that consists of these values.
    Object telaio$make(Object[] values);
}
