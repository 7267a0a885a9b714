/// The telaio command.
@NullMarked
package telaio.install;

import org.jspecify.annotations.NullMarked;
