/// Jupyter messages as records, and their form on the wire.
@NullMarked
package telaio.jupyter.protocol;

import org.jspecify.annotations.NullMarked;
