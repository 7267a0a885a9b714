/// The five ZeroMQ channels of a kernel.
@NullMarked
package telaio.jupyter.channels;

import org.jspecify.annotations.NullMarked;
