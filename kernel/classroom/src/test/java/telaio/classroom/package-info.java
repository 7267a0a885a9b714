@NullMarked
package telaio.classroom;

import org.jspecify.annotations.NullMarked;
