/// `telaio bench stress`: parties of queues, locks and pools are killed at random under full load,
/// and books are kept of what everybody did.
@NullMarked
package telaio.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
