import Text

/// Arguments come as bytes, but text is what commands work with.
enum ArgumentBytes {
    /// Throws a sentence if an argument is not UTF-8: a file of another name would be read or written.
    static func check() throws(UsageError) {
        for number in 1..<max(Int(CommandLine.argc), 1) {
            guard let argument = CommandLine.unsafeArgv[number], String(validatingCString: argument) == nil else { continue }
            throw UsageError(
                "Argument \(number), \(quoted(String(cString: argument), limit: 64)), is not UTF-8; "
                    + "rename the file, or name a link to it.")
        }
    }
}
