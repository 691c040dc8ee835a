import Files

/// A command that reads or writes files which its options name.
protocol FileCommand {
    /// All of them.
    func files() throws -> FilePlan
}
