/// Exercises that check themselves: what a notebook's exercise, hint and check cells call.
///
/// A check looks at what happened, told by [Trace][telaio.multiprocessing.Trace], and at results;
/// never at the text of a solution.
@NullMarked
package telaio.exercise;

import org.jspecify.annotations.NullMarked;
