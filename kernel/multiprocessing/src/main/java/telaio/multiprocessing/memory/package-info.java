/// Bytes shared by processes: regions, words to wait on, locks and rings in them.
@NullMarked
package telaio.multiprocessing.memory;

import org.jspecify.annotations.NullMarked;
