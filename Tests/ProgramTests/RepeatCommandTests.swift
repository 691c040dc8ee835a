import Assets
import Calorimeter
import Canvas
import Evaluation
import FastSimulation
import Foundation
import PseudoTerminal
import ReferenceMC
import Terminal
import Scoring
import Testing
@testable import Explorer
@testable import zdc

@Suite("the command that repeats a view")
struct RepeatCommandTests {
    private static let neutron = Particle(
        massMeV: Species.neutron.massMeV, energyGeV: 3192.38, charge: 0, momentumGeV: Vector(0.022422, -0.182957, -3192.38)
    ).withEnergyOnShell()

    /// The explorer with its models after these keys, its work done.
    ///
    /// - Parameter change: what else is set before the work is done.
    private func explorer(
        _ keys: [String], width: Int, height: Int, change: (inout ExplorerState) -> Void = { _ in }
    ) throws -> ExplorerState {
        let store = try ModelStore.load(directory: Assets.models()).models(for: .zn)
        var options = ExplorerProgram.Options(particle: Self.neutron)
        options.shippedHistories = try [.zn: Assets.histories(of: "zn").map(\.path), .zp: Assets.histories(of: "zp").map(\.path)]
        var state = ExplorerState(
            options, models: LoadedModels(store, problem: nil), size: Size(width, height),
            appearance: Appearance(level: .mono))
        let all: [Detector: [Generator]] = try [
            .zn: store.models, .zp: ModelStore.load(directory: Assets.models()).models(for: .zp).models,
        ]
        state.adopt(LoadedModels(models: all[.zp, default: []].map { ModelSummary(Model($0)) }), of: .zp)
        func work() {
            for side in state.calorimeters {
                guard let work = side.running else { continue }
                var workers = BackgroundWorkers(
                    truth: Truth(reference: side.reference), models: all[side.detector, default: []].map { Model($0) })
                var news: [WorkNews] = []
                withoutActuallyEscaping({ (item: WorkNews) in news.append(item) }) { report in
                    workers.run(work, measuresTime: false, isWanted: { true }, report: report)
                }
                for item in news { _ = state.update(.background(side.reference, item), at: .zero) }
            }
        }
        // As many as a picture needs, and not so many that the test takes minutes.
        state.histograms.target = 1000
        state.metrics.amount = MetricsSettings.Amount(particles: 20, repeats: 2, runs: 2)
        _ = state.start()
        for text in keys {
            for scalar in text.unicodeScalars { _ = state.update(.terminal(.key(Key(.character(scalar)))), at: .zero) }
        }
        change(&state)
        _ = state.update(.moment, at: .zero)
        work()
        state.message = nil
        return state
    }

    @Test(
        "prints the same picture",
        arguments: [
            ["g", "d"], ["z", "c", "s"], ["2", "n", "L", "j"], ["2", "d", "s"], ["2", "j", "v", "jjL"], ["3", "l", "a", "s"],
            ["3", "]", "x", "d"], ["3", "ll", "v", "jHH"],
            ["4", "zbRl"], ["4", "T"], ["4", "vOVzbRT"], ["5", "tj"], ["6"], ["P", "l"], ["P", "lF"], ["4", "PT"],
            ["P", "lll4T"], ["D"], ["B"],
            ["BD", "2"], ["B", "3"], ["DB4"], ["D", "6"],
        ], [(80, 24), (120, 40)])
    func sameScreen(keys: [String], size: (Int, Int)) throws {
        try expectSameScreen(explorer(keys, width: size.0, height: size.1))
    }

    @Test("prints the same picture of two observables", arguments: [(80, 24), (120, 40), (200, 60)])
    func twoObservables(size: (Int, Int)) throws {
        let state = try explorer(["4v"], width: size.0, height: size.1) { state in
            var settings = state.histograms
            (settings.observable, settings.against, settings.target) = (.sum, .centreY, 500)
            (settings.ranges[Observable.sum.index], settings.ranges[Observable.centreY.index]) = (10..<510, -2.5..<1.25)
            (settings.cursor, settings.cursorY, settings.columnsPerBin, settings.countScale) = (97.5, -0.25, 2, .linear)
            settings.cut = try? Cut("E > 20 GeV")
            if size.0 < 100 {
                settings.picture = .deviation
            } else {
                (settings.below, settings.isEnlarged) = (.nothing, size.0 > 150)
            }
            state.histograms = settings
        }
        #expect(
            Scene.drawn(state).canvas.plainText.contains(size.0 < 100 ? "sum 10:510" : "centre in y -2.5:1.25")
                && Scene.drawn(state).canvas.plainText.contains("under/over  x "))
        try expectSameScreen(state)
    }

    private func expectSameScreen(_ state: ExplorerState) throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("zdc"), withIntermediateDirectories: true)
        // Somebody who likes everything else.
        let other = "theme = light\ncolor = 16\nmap = grey\nunicode = false\ndetector = zp\nseed = 7\n"
        try Data(other.utf8).write(to: folder.url.appending(path: "zdc/config"))
        let words = RepeatCommand.words(state)
        let run = try folder.run(
            CommandFolder.program, Array(words.dropFirst()), environment: ["XDG_CONFIG_HOME": folder.url.path])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == Scene.drawn(state).canvas.plainText + "\n")
    }

    @Test(
        "says all that a configuration can change",
        arguments: [(ColorMap.gnuplot, Theme.dark, GlyphSet.unicode), (.grey, .light, .ascii)])
    func configurable(map: ColorMap, theme: Theme, glyphs: GlyphSet) throws {
        var state = try explorer([], width: 80, height: 24)
        state.appearance = Appearance(level: .mono, glyphs: glyphs, map: map)
        state.appearance.theme = theme
        let words = Set(RepeatCommand.words(state))
        #expect(words.isSuperset(of: [map.rawValue, theme.rawValue, "zn", "42", glyphs.isUnicode ? "--unicode" : "--ascii"]))
        for setting in Configuration.settings where setting.commands.contains("render") && setting.key != "color" {
            #expect(!words.isDisjoint(with: setting.givesWayTo), "\(setting.key)")
        }
    }

    @Test(
        "names even numbers that no particle has",
        arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, .leastNonzeroMagnitude])
    func impossibleNumbers(value: Double) throws {
        var state = try explorer([], width: 80, height: 24)
        for parameter in Parameter.allCases { state.particle[parameter] = value }
        let words = RepeatCommand.words(state)
        let charge = try #require(words.firstIndex(of: "--charge"))
        #expect(words[charge + 1] == (value == .leastNonzeroMagnitude ? "0" : "\(value)"))
    }

    @Test("gives a picture as a file")
    func picture() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("render", "compare", "--samples", "2", "--format", "png", "-o", "a.png").status == 0)
        #expect(try Array(folder.bytes("a.png").prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
        #expect(try folder.run("render", "compare", "--samples", "2", "--format", "png").status == 64)
    }
}
