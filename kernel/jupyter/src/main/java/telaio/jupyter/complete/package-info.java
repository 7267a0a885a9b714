/// What a client shows while a cell is written: completion, inspection.
@NullMarked
package telaio.jupyter.complete;

import org.jspecify.annotations.NullMarked;
