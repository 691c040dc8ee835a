/// A run would take more memory than there is.
struct NoMemory: Error, CustomStringConvertible {
    let description: String
}
