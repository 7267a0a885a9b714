/// One JVM starting another: the launcher, the frames between them, what the child runs.
@NullMarked
package telaio.multiprocessing.worker;

import org.jspecify.annotations.NullMarked;
