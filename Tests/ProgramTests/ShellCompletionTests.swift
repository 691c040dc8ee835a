import Foundation
import PseudoTerminal
import Testing

/// Tab, in each shell that is installed.
@Suite("Shells complete files, species, models, objectives and options", .serialized)
struct ShellCompletionTests {
    /// A shell, and how somebody's settings bring the completions in.
    private struct Shell {
        let name: String
        let arguments: [String]
        let settings: (file: String, text: String)

        static let completions = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "assets/completions").path

        static let bash = Shell(
            name: "bash", arguments: ["-i"], settings: (".bashrc", "PS1='$ '\nsource \(completions)/zdc.bash\n"))
        static let zsh = Shell(
            name: "zsh", arguments: ["-i"],
            settings: (".zshrc", "PS1='$ '\nfpath=(\(completions) $fpath)\nautoload -U compinit; compinit -u -D\n"))
        static let fish = Shell(
            name: "fish", arguments: ["-i"],
            settings: (
                ".config/fish/config.fish",
                "function fish_prompt; echo '$ '; end\nset -g fish_greeting\nsource \(completions)/zdc.fish\n"
            ))

        var path: String? { ["/bin/", "/usr/bin/"].map { $0 + name }.first(where: FileManager.default.isExecutableFile) }
    }

    /// What is typed before Tab, and what it becomes.
    private static let lines = [
        ("sim", "simulate"), ("simulate --spec", "simulate --species"), ("simulate --species ga", "simulate --species gamma"),
        ("simulate --particles p", "simulate --particles pions.csv"), ("evaluate --data d", "evaluate --data data.npz"),
        ("info d", "info data.npz"), ("import n", "import net.onnx"),
        ("train --objective sdi-gan-reg-", "train --objective sdi-gan-reg-aux"),
        ("generate --model sdi-gan-reg-", "generate --model sdi-gan-reg-aux"),
        ("generate --model mi", "generate --model mine.safetensors"),
        ("render compare --model laten", "render compare --model latent-flow"),
        ("explore --detector bo", "explore --detector both"),
        // Without a command it is the explorer.
        ("--species ga", "--species gamma"), ("--data d", "--data data.npz"), ("--model laten", "--model latent-flow"),
        ("--theme dark --hist", "--theme dark --history"), ("--quiet sim", "--quiet simulate"),
    ]

    private func completes(_ shell: Shell) throws {
        let folder = try CommandFolder()
        for name in ["pions.csv", "data.npz", "net.onnx", "mine.safetensors", "other.txt"] {
            try Data().write(to: URL(fileURLWithPath: folder.path(name)))
        }
        let settings = URL(fileURLWithPath: folder.path("home/\(shell.settings.file)"))
        try FileManager.default.createDirectory(at: settings.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((shell.settings.text + "cd \(folder.url.path)\n").utf8).write(to: settings)
        let programs = CommandFolder.program.deletingLastPathComponent().path
        let session = try PtySession(
            try #require(shell.path), shell.arguments, width: 120, height: 40,
            environment: ["HOME": folder.path("home"), "PATH": "\(programs):/usr/bin:/bin", "ZDC_MODELS": folder.path("none")])
        session.expect("a prompt") { $0.contains("$ ") }
        for (typed, whole) in Self.lines {
            // An empty line on an empty screen.
            session.type("\u{15}\u{C}")
            session.expect("an empty screen before \(typed)") { !$0.contains("zdc") && $0.contains("$") }
            session.type("zdc \(typed)\t")
            session.expect("\(typed) becomes \(whole)") { $0.contains("zdc \(whole)") }
        }
        session.hangUp()
    }

    @Test("bash", .enabled(if: Shell.bash.path != nil, "bash is not installed"))
    func bash() throws { try completes(.bash) }

    @Test("zsh", .enabled(if: Shell.zsh.path != nil, "zsh is not installed"))
    func zsh() throws { try completes(.zsh) }

    @Test("fish", .enabled(if: Shell.fish.path != nil, "fish is not installed"))
    func fish() throws { try completes(.fish) }
}
