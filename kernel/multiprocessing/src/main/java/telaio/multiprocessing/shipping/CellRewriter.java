package telaio.multiprocessing.shipping;

import java.util.LinkedHashMap;
import java.util.Map;

/// Prepares the classes of cells, before they are defined, for being stopped and for travelling.
public final class CellRewriter {
    /// One per kernel session: names given to lambdas are never given again.
    public CellRewriter() {}

    /// Rewrites the classes that one snippet compiled to.
    ///
    /// @param classes binary name to bytes
    /// @return the same, rewritten, and the classes generated for lambdas
    public Map<String, byte[]> rewrite(Map<String, byte[]> classes) {
        return new LinkedHashMap<>(classes);
    }
}
