/// How values are shown.
@NullMarked
package telaio.display;

import org.jspecify.annotations.NullMarked;
