/// From live objects and cell classes to bytes for another JVM, and back.
@NullMarked
package telaio.multiprocessing.shipping;

import org.jspecify.annotations.NullMarked;
