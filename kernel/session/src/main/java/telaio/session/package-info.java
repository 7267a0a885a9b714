/// What runs in the session JVM: the notebook's threads, its values, its input.
@NullMarked
package telaio.session;

import org.jspecify.annotations.NullMarked;
