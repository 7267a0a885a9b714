package telaio.jupyter.channels;

/// How much one cell may print, and what is said instead of the rest.
///
/// @param chars of all its text together
/// @param limitNote ends the output of a cell that printed more
/// @param stoppedNote ends the output of a cell that was stopped while it printed faster than
///   clients can take
public record OutputLimit(long chars, String limitNote, String stoppedNote) {}
