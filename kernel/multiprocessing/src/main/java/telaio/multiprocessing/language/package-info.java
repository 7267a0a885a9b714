/// The language in which users are spoken to.
@NullMarked
package telaio.multiprocessing.language;

import org.jspecify.annotations.NullMarked;
