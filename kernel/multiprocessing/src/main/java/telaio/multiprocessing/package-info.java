/// Python's multiprocessing for the JVM: processes that run lambdas, and the queues, locks and
/// pools between them.
@NullMarked
package telaio.multiprocessing;

import org.jspecify.annotations.NullMarked;
