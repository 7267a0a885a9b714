/// Cells: compiled by JShell here, run in the session JVM.
@NullMarked
package telaio.jupyter.eval;

import org.jspecify.annotations.NullMarked;
