import Glibc

/// Why a test has no terminal.
package struct PtyError: Error {
    package let action: String
    package let reason: String

    package init(_ action: String, errno code: Int32 = errno) {
        self.action = action
        reason = String(cString: strerror(code))
    }
}

extension PtySession {
    /// The folder of the package's programs, beside the test bundle.
    package static var buildFolder: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        let executable = String(decoding: path[..<max(0, length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return executable.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// Linux ioctl requests for pseudoterminals (asm-generic/ioctls.h), macros that Swift does not import.
    private enum Request {
        static let unlock: UInt = 0x4004_5431
        static let number: UInt = 0x8004_5430
    }

    static func openTerminal() throws -> (master: Int32, slave: Int32) {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard master >= 0 else { throw PtyError("opening /dev/ptmx") }
        var locked: Int32 = 0
        guard ioctl(master, Request.unlock, &locked) == 0 else { throw PtyError("unlocking a terminal") }
        let slave = open("/dev/pts/\(try number(of: master))", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw PtyError("opening a terminal") }
        return (master, slave)
    }

    static func number(of master: Int32) throws -> Int32 {
        var number: Int32 = 0
        guard ioctl(master, Request.number, &number) == 0 else { throw PtyError("asking for a terminal's number") }
        return number
    }

    static func setSize(of terminal: Int32, width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Prevents core files of programs that crash on purpose.
    private static let withoutCoreDumps: Void = {
        var none = rlimit()
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }()

    /// Starts a program as the leader of a session whose controlling terminal is the given one.
    static func spawn(_ path: String, _ arguments: [String], environment: [String: String], terminal: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // Opened without O_NOCTTY by a session leader, it becomes the controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // The child must not inherit what other threads have open, such as a pipe whose end is awaited or a file to be run.
        let highest = TextFile.names(in: "/proc/self/fd").compactMap { Int32($0) }.max() ?? 0
        for descriptor in 3..<max(64, highest + 32) { posix_spawn_file_actions_addclose(&actions, descriptor) }
        // Threads of the test runner block signals, which a child inherits.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // POSIX_SPAWN_SETSID needs _GNU_SOURCE.
        let newSession = 0x80
        posix_spawnattr_setflags(&attributes, Int16(newSession | Int(POSIX_SPAWN_SETSIGDEF) | Int(POSIX_SPAWN_SETSIGMASK)))

        var argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argumentPointers + environmentPointers).forEach { free($0) } }
        _ = withoutCoreDumps
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, &attributes, &argumentPointers, &environmentPointers)
        guard code == 0 else { throw PtyError("starting \(path)", errno: code) }
        return process
    }
}

/// Reads small text files, such as those of /proc.
package enum TextFile {
    /// The contents; empty if there is no such file.
    package static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The sorted names in a folder, without hidden ones.
    package static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
