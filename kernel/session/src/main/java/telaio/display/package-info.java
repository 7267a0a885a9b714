/// How values are shown: [telaio.display.Display] is what cells call, [telaio.display.Rendering]
/// how a value becomes what a client can show.
///
/// Limits, beyond which a note stands for what was left out: `text/plain` 100 000 characters; a
/// table 200 rows, 30 columns and 200 characters a cell; a picture 4 million pixels, larger ones
/// are shown smaller; any other form 5 million characters.
@NullMarked
package telaio.display;

import org.jspecify.annotations.NullMarked;
