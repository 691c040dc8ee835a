import Support
import Testing

/// What no source of the program calls: it runs no other program, fetches nothing, and does not ask for the time of day.
@Suite("Calls of the sources")
struct SourceCallsTests {
    @Test("No source starts a program but tmux and, to time it, zdc itself; none loads one or opens a connection")
    func nothingIsExecutedOrFetched() {
        #expect(ProgramSources.files.count > 300)
        let names = [
            "Process", "posix_spawn", "posix_spawnp", "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe",
            "fexecve", "system", "popen", "fork", "vfork",
            "clone", "dlopen", "dlmopen", "socket", "socketpair", "connect", "bind", "getaddrinfo", "gethostbyname", "URLSession",
            "URLRequest", "Socket", "SocketPort",
            "CFSocketCreate", "CFStreamCreatePairWithSocketToHost", "Bundle", "syscall",
        ]
        // What is looked for is found where it is.
        #expect(!ProgramSources.uses(of: ["poll"]).isEmpty)
        let found = ProgramSources.uses(of: names)
        // Names of our own, and the two that start a program: copying through tmux, and the bench of whole commands.
        let own = ["func system(", "case system(", "Terminal/Clipboard.swift: ", "zdc/Commands/Bench/Bench.swift: "]
        #expect(found.filter { line in !own.contains { line.contains($0) } } == [])
        // Contents are read of paths, never of what an address names.
        let read = ProgramSources.files.filter { $0.text.contains("URL(string:") }.map(\.name)
        #expect(read == [])
    }

    /// A clock that is set meanwhile must neither stop nor hurry anything: durations are of the monotonic clocks, and what is
    /// written holds no time of day.
    @Test("No source asks for the time of day")
    func noWallClock() {
        let found = ProgramSources.uses(of: [
            "Date", "NSDate", "CFAbsoluteTimeGetCurrent", "gettimeofday", "localtime", "localtime_r", "DispatchWallTime",
        ])
        #expect(found == [])
        let named = ProgramSources.files.filter {
            $0.text.contains("CLOCK_REALTIME") || $0.text.contains("Date.now") || $0.text.contains("wallDeadline")
        }
        #expect(named.map(\.name) == [])
    }
}
