/// Magics: lines that begin with `%`, and cells that begin with `%%`.
@NullMarked
package telaio.jupyter.magic;

import org.jspecify.annotations.NullMarked;
