package telaio.classroom;

/// Why a notebook stopped.
///
/// @param position of the cell in the notebook, text cells counted too; the first is 1
/// @param id the cell's id; empty if it has none
/// @param name the exception's class, or another short name
/// @param message what it says
public record CellFailure(int position, String id, String name, String message) {}
