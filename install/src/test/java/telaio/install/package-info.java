/// The command as it is started: the real launcher, in clones made for the purpose.
@NullMarked
package telaio.install;

import org.jspecify.annotations.NullMarked;
