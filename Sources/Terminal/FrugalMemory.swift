import CTerminal

/// How a program that stays on a terminal for days asks for memory.
///
/// Left alone, glibc has a pool for each of up to eight threads a core, and keeps freed buffers of up to 32 MiB in them between what is
/// still used: the explorer took 110 MB of which 42 MB were in use, and grew for as long as it ran.
public enum FrugalMemory {
    /// Bytes from which on a buffer is given back as soon as it is free.
    private static let largeBuffer: Int32 = 256 << 10
    /// One pool for what is drawn, one for what is computed.
    private static let pools: Int32 = 2

    /// To be called before there are threads.
    public static func begin() { ct_memory_divide(largeBuffer, pools) }

    /// Gives the system what is free between what is still used; a few milliseconds, for moments of rest.
    public static func giveBack() { ct_memory_give_back() }
}
