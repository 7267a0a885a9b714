/// Notebooks without Jupyter.
@NullMarked
package telaio.classroom;

import org.jspecify.annotations.NullMarked;
