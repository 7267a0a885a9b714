/// Maven's repositories, by Maven's own resolver. Loaded when a notebook first needs it: nothing
/// else may name these classes.
@NullMarked
package telaio.jupyter.magic.maven;

import org.jspecify.annotations.NullMarked;
