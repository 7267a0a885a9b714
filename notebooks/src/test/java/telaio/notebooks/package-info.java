/// The course is code: its notebooks are executed and compared.
@NullMarked
package telaio.notebooks;

import org.jspecify.annotations.NullMarked;
