package telaio.multiprocessing.memory;

import java.io.Serializable;

/// Where a shared object is, for any process of its domain: what travels when the object is sent.
///
/// @param domain name of the domain's directory
/// @param region number of the region
/// @param offset where in the region it begins
public record Address(String domain, long region, long offset) implements Serializable {}
