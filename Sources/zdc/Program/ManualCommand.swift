import ArgumentParser
import Files
import Foundation

/// Writes the manual pages and the completions, from what the commands say of themselves.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Write the manual pages and the completions for shells.",
        discussion: """
            The folder gets man/zdc.1 with a page for each command beside it, and completions/ for bash, zsh and fish.

              zdc manual assets
            """,
        shouldDisplay: false)

    @Argument(help: "Where the folders man and completions are made.")
    var folder: String

    func run() throws {
        for (name, text) in try Manual.pages() { try write(text, "man/\(name).1") }
        for (shell, name) in [(CompletionShell.bash, "zdc.bash"), (.zsh, "_zdc"), (.fish, "zdc.fish")] {
            try write(CompletionScript(shell, defaultCommand: ExploreCommand._commandName).text, "completions/\(name)")
        }
    }

    private func write(_ text: String, _ name: String) throws {
        let file = URL(filePath: folder).appending(path: name)
        try makeFolder(file.deletingLastPathComponent().path)
        try AtomicFile.write(text.hasSuffix("\n") ? text : text + "\n", path: file.path)
    }
}
