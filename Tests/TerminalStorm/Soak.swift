import Foundation
import PseudoTerminal
import Random

/// Runs the explorer for a long time with everything playing, and reports its needs after each round of about a minute.
struct Soak {
    let program: String
    let minutes: Double

    /// The number of rounds at each end whose means are compared, equally many of each size: the need of one round depends on its
    /// size and on what it showed last.
    private static let averaged = 2 * sizes.count
    /// Fewer minutes leave no rounds to compare.
    static let leastMinutes = 25.0
    /// Changes of settings, more than undo remembers, so that a filling history does not count as growth.
    private static let changes = 300
    /// The growth of memory allowed after minute 5, KiB.
    private static let mostGrowth = 1024
    private static let sizes = [(80, 24), (120, 40), (166, 50), (200, 60)]
    /// The keys pressed in each view besides playing.
    private static let keys: [[String]] = [
        [
            "\u{1B}[C", "\u{1B}[D", "\u{1B}[A", "\u{1B}[B", "\u{1B}[1;2C", "\u{1B}[1;2D", "z", "m", "d", "\t", "e", "u",
            "i\u{1B}", "?\u{1B}", "p\u{1B}", ":\u{1B}",
        ],
        ["\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "n", "z", "m", "d", "s", "\r\r", "u"],
        ["\u{1B}[C", "\u{1B}[B", "a", "x", "=x", "s", "z", "d", "u"],
        ["\t", "z", "b", "+", "-", "\r\r", "RR", "u", "a", "x"],
        ["\u{1B}[B", "\u{1B}[C", "t", "g", "\r\r"],
        ["\u{1B}[C", "z", "f", "m", "u"],
    ]

    /// Whether memory and descriptors did not grow after minute 5.
    func run() throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-soak-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = try PtySession(
            "/bin/sh", ["-c", "cd '\(folder.path)' && exec '\(program)'"], width: 200, height: 60,
            environment: ["COLORTERM": "truecolor", "HOME": folder.path])
        guard session.sees(within: .seconds(60), { $0.contains("1 Explore") }) else {
            say("it does not start\n\(session.screen.text)")
            return false
        }
        var random = RandomStream(seed: 1, purpose: RandomStream.Purpose(rawValue: 0xF4))
        let start = ContinuousClock.now
        func elapsed() -> Double { (ContinuousClock.now - start) / .seconds(60) }
        // More particles to compare; each is remembered with its whole row.
        session.type("3")
        for _ in 0..<Self.changes {
            session.type("]")
            pass(10, session)
        }
        session.type("1")
        session.type(":save session\r")
        pass(300, session)
        session.type("\u{15}\(folder.path)/start.session\r")
        guard session.sees(within: .seconds(20), { $0.contains("saved") }) else {
            say("it does not save a session\n\(session.screen.text)")
            return false
        }
        var needs: [(minute: Double, need: Need)] = []
        while elapsed() < minutes, !session.hasEnded {
            // Every size occurs before minute 5, so that the one-time need of a larger screen does not count as growth.
            let (width, height) = Self.sizes[needs.count % Self.sizes.count]
            session.resize(width: width, height: height)
            for view in Self.keys.indices {
                session.type("\u{1B}")
                pass(100, session)
                session.type("\(view + 1)")
                if view == 1 || view == 2, Bool.random(using: &random) { session.type("v") }
                pass(1000, session)
                // Start playing unless it already is.
                let before = session.bytesWritten
                pass(500, session)
                if view < 3, session.bytesWritten - before < 1500 { session.type(" ") }
                for _ in 0..<12 {
                    session.type(Self.keys[view].randomElement(using: &random) ?? "")
                    pass(600, session)
                }
            }
            // Rounds are compared with the same settings, since more particles side by side are not growth, and in the same
            // view, since a view may hold descriptors while it is shown.
            session.type("\u{1B}")
            pass(100, session)
            session.type(":load session\r")
            pass(300, session)
            session.type("\(folder.path)/start.session\r")
            pass(300, session)
            for view in Self.keys.indices.reversed() {
                session.type("\(view + 1)")
                pass(2500, session)
            }
            // When idle it returns unused memory.
            pass(4000, session)
            let need = Need(of: session.process)
            needs.append((elapsed(), need))
            say("minute \(tenths(elapsed())): \(need), \(session.bytesWritten >> 20) MiB drawn")
        }
        session.type("\u{3}")
        let ending = session.ending(within: .seconds(60))
        let settled = needs.filter { $0.minute >= 5 }.map(\.need)
        guard ending == .signalled(SIGINT) else {
            say("it ended as \(ending) after \(needs.count) rounds")
            return false
        }
        guard settled.count >= 2 * Self.averaged else {
            say("there were \(settled.count) rounds from minute 5 on, too few to compare; expected \(2 * Self.averaged)")
            return false
        }
        func growth(_ part: (Need) -> Int) -> Int {
            (settled.suffix(Self.averaged).map(part).reduce(0, +) - settled.prefix(Self.averaged).map(part).reduce(0, +))
                / Self.averaged
        }
        let descriptors = Set(settled.map(\.descriptors))
        say(
            "from minute 5 on, \(settled.count) rounds, means of \(Self.averaged) at either end: memory \(growth(\.resident)) KiB more, "
                + "\(growth(\.anonymous)) KiB of it its own and \(growth(\.file)) KiB pages of files; descriptors \(descriptors.sorted())"
        )
        return growth(\.resident) <= Self.mostGrowth && descriptors.count == 1
    }

    private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    /// Lets the program draw for a while.
    private func pass(_ milliseconds: Int, _ session: PtySession) {
        _ = session.sees(within: .milliseconds(milliseconds)) { _ in false }
    }

    /// The resources that a process holds.
    private struct Need: CustomStringConvertible {
        /// KiB: all resident memory, anonymous memory, pages of the program and its libraries.
        let resident: Int
        let anonymous: Int
        let file: Int
        let descriptors: Int
        let threads: Int

        init(of process: pid_t) {
            let status = TextFile.read("/proc/\(process)/status").split(separator: "\n")
            func number(_ name: String) -> Int {
                status.first { $0.hasPrefix(name) }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
            }
            (resident, anonymous, file) = (number("VmRSS:"), number("RssAnon:"), number("RssFile:"))
            threads = number("Threads:")
            descriptors = TextFile.names(in: "/proc/\(process)/fd").count
        }

        var description: String { "\(resident) KiB resident (\(anonymous) own), \(descriptors) descriptors, \(threads) threads" }
    }
}
