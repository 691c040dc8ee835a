/// What keeps a command from doing its work, in one sentence; ends the program with status 1.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
