/// JMH benchmarks of the library's hot paths, in one process. Started by `telaio bench --jmh`.
@NullMarked
package telaio.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
