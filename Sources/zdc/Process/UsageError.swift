/// What is wrong with the command line, in one sentence; ends the program with status 64.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
