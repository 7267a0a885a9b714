/// What is cleared away when this JVM dies, however it dies.
@NullMarked
package telaio.multiprocessing.supervision;

import org.jspecify.annotations.NullMarked;
