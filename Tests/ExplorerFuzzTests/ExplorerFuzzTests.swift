import Foundation
import Support
import Testing
@testable import Explorer
@testable import explorer_fuzz

@Suite("Random events")
struct ExplorerFuzzTests {
    private func fuzz(_ arguments: String...) throws -> WatchedProcess.Run {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("explorer-fuzz")
        return try WatchedProcess.run(program, arguments, limit: .seconds(400))
    }

    @Test("Keys, pastes, mouse, resizes, late results and clock jumps break nothing")
    func shortRun() throws {
        let run = try fuzz(
            "--seed", ProcessInfo.processInfo.environment["ZDC_FUZZ_SEED"] ?? "1", "--events", "4000", "--length", "500",
            "--depth", "20")
        #expect(run.ending == .exited(0), "\(run.output)")
        #expect(run.output.contains("4000 events in"), "\(run.output)")
    }

    @Test(
        "A trap, a loop without an end and a wait for ever are found, and a trap is shortened to the two events that it takes",
        arguments: [("trap", "by signal"), ("loop", "does not end"), ("wait", "waits for ever")])
    func planted(fault: String, sentence: String) throws {
        // Loops and waits cost their limits each time they are tried, so only the trap is shortened here.
        let isShortened = fault == "trap"
        let run = try fuzz(
            "--plant", fault, "--events", "2000", "--length", "200", "--depth", "100", "--patience", "1", "--silence",
            fault == "wait" ? "5" : "60",
            "--shortening", isShortened ? "300" : "0")
        #expect(run.ending == .exited(1), "\(run.output)")
        #expect(run.output.contains(sentence), "\(run.output)")
        guard isShortened else { return }
        let steps = run.lines.filter { $0.hasPrefix("        .") }
        #expect(
            steps.count == 2 && steps.first?.contains(".resize") == true && steps.last?.contains(".paste") == true,
            "\(run.output)")
    }

    @Test("A list is shortened to what makes it fail, and no further")
    func shrinking() {
        let found = shortest(Array(0..<1000)) { $0.contains(17) && $0.contains(600) && $0.contains(601) }
        #expect(found == [17, 600, 601])
        #expect(shortest([1, 2, 3]) { _ in true }.count == 1)
    }

    @Test("The same seed and number is the same script")
    func repeats() {
        let scripts = (0..<2).map { _ in FuzzScript(seed: 7, index: 3, length: 200) }
        #expect(scripts[0].start == scripts[1].start && scripts[0].steps == scripts[1].steps)
        #expect(FuzzScript(seed: 7, index: 4, length: 200).steps != scripts[0].steps)
    }

    @Test(
        "Keys and the list of commands ask for everything there is; cuts, ranges, pins, planes, profiles and data sets come about"
    )
    func reachesEverything() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-fuzz-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let deliveries = try Deliveries.all(folder: folder)
        var actions = Set<String>()
        var reached = Set<String>()
        for index in 0..<150 {
            let script = FuzzScript(seed: 1, index: UInt64(index), length: 300)
            var world = FuzzWorld(script.start, deliveries: deliveries)
            for step in script.steps {
                _ = world.take(step)
                let state = world.state
                if state.histograms.cut != nil { reached.insert("cut") }
                if state.histograms.ranges.contains(where: { $0 != nil }) { reached.insert("range") }
                if state.histograms.against != nil { reached.insert("plane") }
                if state.settings.pinned != nil { reached.insert("pin") }
                if state.explore.panels == .profiles { reached.insert("profiles") }
                if state.truth.dataSet != nil { reached.insert("data") }
                if state.opening != nil { reached.insert("opening") }
                if state.model.map({ !$0.hasPictures }) == true { reached.insert("sums") }
                if !state.knownPaths.isEmpty { reached.insert("paths") }
            }
            actions.formUnion(world.actions)
        }
        #expect(FuzzWorld.allActions.subtracting(actions).isEmpty)
        #expect(reached.sorted() == ["cut", "data", "opening", "paths", "pin", "plane", "profiles", "range", "sums"])
    }

    @Test("What is wrong is noticed")
    func invariants() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-fuzz-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let deliveries = try Deliveries.all(folder: folder)
        let world = FuzzWorld(FuzzStart(), deliveries: deliveries)
        #expect(world.violation == nil && world.deepViolation == nil)
        func violation(_ change: (inout FuzzWorld) -> Void) -> String {
            var broken = world
            change(&broken)
            return broken.violation ?? broken.deepViolation ?? broken.violationOfSession ?? ""
        }
        #expect(violation { $0.tamper { $0.particle.energyGeV *= 2 } }.contains("off shell"))
        #expect(violation { $0.tamper { $0.particle.positionCM.x = .nan } }.contains("settings"))
        #expect(violation { $0.tamper { $0.compare.column = 99 } }.contains("compare.column"))
        #expect(violation { $0.tamper { $0.mode = .inspect } }.contains("inspects"))
        #expect(violation { $0.tamper { $0.mode = .help(scroll: -1, search: nil) } }.contains("scrolled"))
        #expect(violation { $0.tamper { $0.front.modelIndex = 7 } }.contains("model 7"))
        #expect(violation { $0.tamper { $0.isPlaying = true } }.contains("plays"))
    }
}
