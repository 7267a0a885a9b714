package telaio.multiprocessing.shipping;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Prepares the classes of cells, before they are defined, for being stopped and for travelling:
///
/// - each lambda and method reference becomes a class of its own, a nest mate of the cell's class
///   and Serializable, that reflection, serialisation and [Shipment#pack] see as any other;
/// - classes become Serializable; their static fields, constants apart, lose `final`, so that their
///   values can travel;
/// - code calls `Origin.check()` on entering a method and before jumping back;
/// - code that is handed over to run elsewhere (lambdas without arguments, `run`, `call`, `get` of
///   tasks) runs on behalf of the cell that made it.
///
/// Frames, line numbers and everything else that a stack trace or a NullPointerException shows stay
/// as the compiler made them. Generated methods have no line numbers.
///
/// One per kernel session: names given to lambdas are never given again. Thread-safe.
public final class CellRewriter {
    /// The frames of the compiler are kept: computing them anew would need every class that the
    /// cell mentions, and the kernel's JVM does not have the notebook's libraries.
    private static final ClassFile CLASS_FILE =
            ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);

    private final Map<String, LambdaPool> pools = new HashMap<>();

    /// Starts with no class seen.
    public CellRewriter() {}

    /// Rewrites the classes that one snippet compiled to; together, because classes of one nest
    /// must agree on its members. Given a class again with other code, for redefinition in place,
    /// lambdas get fresh names from those that were reserved when it came first.
    ///
    /// @param classes binary name to bytes
    /// @return the same, rewritten, and the classes generated for lambdas
    /// @throws IllegalStateException if a class came so often that no reserved name is left: it
    ///   must then be replaced by a class of another name
    /// @throws IllegalArgumentException if a method is so near the limit of 64 KiB that the checks
    ///   do not fit
    public synchronized Map<String, byte[]> rewrite(Map<String, byte[]> classes) {
        var models = new TreeMap<String, ClassModel>();
        classes.forEach((name, bytes) -> models.put(name, CLASS_FILE.parse(bytes)));
        var result = new LinkedHashMap<String, byte[]>();
        // Nest hosts last: only then are the names of all lambdas of the nest given.
        models.forEach((name, model) -> rewriteIf(false, name, model, models, result));
        models.forEach((name, model) -> rewriteIf(true, name, model, models, result));
        return result;
    }

    private void rewriteIf(
            boolean host,
            String name,
            ClassModel model,
            Map<String, ClassModel> batch,
            Map<String, byte[]> result) {
        var nest = model.findAttribute(Attributes.nestHost());
        if (nest.isEmpty() == host) {
            var hostName = nest.map(of -> of.nestHost().asSymbol()).orElse(symbol(model));
            var pool =
                    pools.computeIfAbsent(
                            hostName.descriptorString(), _ -> new LambdaPool(hostName));
            var lambdas = new LambdaClasses(pool, batch, result);
            result.put(name, CLASS_FILE.transformClass(model, new CellTransform(model, lambdas)));
        }
    }

    private static ClassDesc symbol(ClassModel model) {
        return model.thisClass().asSymbol();
    }
}
