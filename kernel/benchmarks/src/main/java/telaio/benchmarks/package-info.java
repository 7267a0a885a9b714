/// Side-by-side runs with Python and other kernels, and JMH.
@NullMarked
package telaio.benchmarks;

import org.jspecify.annotations.NullMarked;
