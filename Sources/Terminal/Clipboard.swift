import CTerminal
import Glibc

/// The ways to a clipboard.
public enum Clipboard: Hashable, Sendable {
    /// OSC 52, as `Screen.copy` writes it.
    case terminal
    /// tmux passes OSC 52 on only with `set-clipboard on`, but takes text from its own command.
    case tmux
    /// GNU screen knows no OSC 52.
    case screen

    /// The way from where this process runs.
    public static var current: Clipboard {
        if Environment.has("TMUX") { return .tmux }
        return Environment.has("STY") ? .screen : .terminal
    }

    /// Hands text to tmux, which hands it to the terminal's clipboard, and waits for it. Why that failed, in a sentence; nil if it did
    /// not.
    public static func copyThroughTmux(_ text: String) -> String? {
        let hint = "in tmux, `set -g set-clipboard on` lets programs copy"
        // A file, not a pipe: nobody waits for a reader.
        let file = ct_memory_file("copy")
        guard file >= 0 else { return "The text was not copied (\(String(cString: strerror(errno)))); \(hint)." }
        defer { close(file) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return "The text was not copied (\(String(cString: strerror(errno)))); \(hint)." }
            bytes.removeFirst(count)
        }
        lseek(file, 0, SEEK_SET)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO)
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        let words = ["tmux", "load-buffer", "-w", "-"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, "tmux", &actions, nil, &arguments, ct_environment())
        guard code == 0 else {
            return "The text was not copied: tmux cannot be run (\(String(cString: strerror(code)))); \(hint)."
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { return "The text was not copied: tmux refused it (`load-buffer -w` is of tmux 3.2); \(hint)." }
        return nil
    }
}
