/// The kernel: answers requests.
@NullMarked
package telaio.jupyter;

import org.jspecify.annotations.NullMarked;
