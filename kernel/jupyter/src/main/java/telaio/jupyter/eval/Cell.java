package telaio.jupyter.eval;

/// A cell to run.
///
/// @param origin names the request in everything the cell prints and starts; unique within a kernel
/// @param count the number shown as `In[count]`, 1 or more
/// @param code the cell's source, as the client sent it
public record Cell(long origin, int count, String code) {}
