/// Who asked for it: the notebook cell (or other request) on whose behalf a thread runs.
@NullMarked
package telaio.multiprocessing.origin;

import org.jspecify.annotations.NullMarked;
