package telaio.jupyter.eval;

/// Whether a text can be run as it is: `is_complete_reply`.
public sealed interface Completeness {
    record Complete() implements Completeness {}

    /// More lines must follow.
    ///
    /// @param indent what the next line should start with
    record Incomplete(String indent) implements Completeness {}

    record Invalid() implements Completeness {}

    /// Nobody can tell now: the compiler failed.
    record Unknown() implements Completeness {}
}
