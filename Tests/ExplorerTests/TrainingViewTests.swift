import Canvas
import Foundation
import Glibc
import Terminal
import Testing
@testable import Explorer
import Training

/// Histories of two runs, by formulas that look like losses: text as `zdc train` writes it.
enum Histories {
    static func csv(_ name: String, rows: Int, best: Double) -> String {
        var history = TrainingHistory(objective: name, name: name, command: "zdc train --objective \(name)", floor: 0.61)
        for index in 1...rows {
            let time = Double(index) / Double(rows)
            var row = TrainingHistory.Row(step: 250 * index, samples: 16_000 * index, seconds: 27.5 * Double(index))
            // Swings that get smaller stand for noise.
            let swing = sin(2.4 * Double(index)) * exp(-2 * time)
            if index <= 4 {
                row[.energy] = 8 * exp(-Double(index) / 2)
            } else {
                row[.critic] = 1.6 + 0.3 * exp(-5 * time) + 0.05 * swing
                row[.adversarial] = 0.4 + 0.5 * time + 0.1 * swing
                if name != "gan" { row[.diversity] = 0.2 + 0.8 * exp(-2 * time) }
            }
            row.rate = 4e-4 * (1 - time)
            row.validationWS = best + 40 * exp(-8 * time) + abs(swing)
            row.diversityRatio = 1 + 0.8 * exp(-7 * time) * cos(6 * time)
            row.empty = 0.12 + 0.5 * exp(-9 * time)
            history.rows.append(row)
        }
        return history.csv
    }

    /// A folder with the two runs; it goes away with the value.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "histories-\(UUID().uuidString)")
        var paths: [String] { ["sdi-gan.csv", "gan.csv"].map { url.appending(path: $0).path } }

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try write(csv("sdi-gan", rows: 80, best: 2.6), 0)
            try write(csv("gan", rows: 60, best: 4.3), 1)
        }

        func write(_ text: String, _ index: Int) throws {
            try text.write(toFile: paths[index], atomically: true, encoding: .utf8)
        }

        deinit { try? FileManager.default.removeItem(at: url) }
    }
}

extension ExplorerState {
    /// Opens the training view on these files, and reads them.
    mutating func openTraining(_ files: [String]) throws {
        training.files = files
        press(key(.character("6")))
        try readTraining()
    }

    mutating func readTraining() throws {
        for result in results(of: try #require(front.running)) { receive(result) }
    }
}

@Suite struct TrainingViews {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func pictures(width: Int, height: Int) throws {
        let folder = try Histories.Folder()
        var state = explorer(width, height)
        try state.openTraining(folder.paths)
        state.press(key(.left))
        try StoredPicture(name: "training-\(width)x\(height)").expect(Scene.drawn(state).canvas)
    }

    @Test func severalRunsHaveGlyphsOfTheirOwn() throws {
        let folder = try Histories.Folder()
        var state = explorer(120, 40)
        try state.openTraining(folder.paths)
        state.type("af")
        try StoredPicture(name: "training-two-runs").expect(Scene.drawn(state).canvas)
        state.type("x")
        #expect(state.shownRuns.map(\.name) == ["sdi-gan"])
        state.type("m")
        #expect(state.shownRuns.map(\.name) == ["gan"])
        #expect(state.lines[1].hasPrefix(" GAN  step 15 000"))
    }

    @Test func asciiAndColoursKeepTheGlyphs() throws {
        let folder = try Histories.Folder()
        var state = explorer(80, 24, glyphs: .ascii)
        try state.openTraining(folder.paths)
        try StoredPicture(name: "training-ascii").expect(Scene.drawn(state).canvas)
        let mono = state.screenText
        #expect(mono.unicodeScalars.allSatisfy { $0.isASCII })
        for level in ColorLevel.allCases {
            state.appearance.level = level
            #expect(state.screenText == mono)
        }
    }

    @Test func theCursorWalksOverValidations() throws {
        let folder = try Histories.Folder()
        var state = explorer()
        try state.openTraining(folder.paths)
        let history = try #require(state.shownRuns.first?.history)
        // The first step takes the best one.
        state.press(key(.right))
        #expect(state.training.cursor == (history.best?.step).map(Double.init))
        state.press(key(.home))
        #expect(state.training.cursor == 250)
        state.press(key(.left), key(.right, .shift))
        #expect(state.training.cursor == 2750)
        state.press(key(.end), key(.right))
        #expect(state.training.cursor == 20_000)
        #expect(state.screenText.contains("cursor"))
    }

    @Test func zoomScaleAndSmoothing() throws {
        let folder = try Histories.Folder()
        var state = explorer()
        try state.openTraining(folder.paths)
        state.press(key(.end))
        state.type("++")
        #expect(state.training.zoom == 15_000..<20_000)
        state.type("--")
        #expect(state.training.zoom == nil)
        for _ in 0..<40 { state.type("+") }
        #expect(state.lines.count == 24)
        for _ in 0..<40 { state.type("-") }
        state.type("z")
        #expect(state.screenText.contains("logarithmic values"))
        state.type("f")
        #expect(state.lines[1].contains("smoothed"))
        let points = [0, 10, 0, 10, 0].enumerated().map { LinePlot.Point(x: Double($0.offset), y: $0.element) }
        let third: Double = 10.0 / 3
        let expected: [Double] = [third, 5, 4, 5, third]
        #expect(TrainingPlot.smoothed(points).map(\.y) == expected)
    }

    @Test func theMouseReadsAndZooms() throws {
        let folder = try Histories.Folder()
        var state = explorer()
        try state.openTraining(folder.paths)
        let area = try #require(Scene.drawn(state).area(of: .plot(1)))
        _ = state.click(area.x + 20, area.y + 3)
        let cursor = try #require(state.training.cursor)
        #expect(cursor > 250 && cursor < 20_000)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelUp, button: 4, x: area.x + 20, y: area.y + 3))), at: .zero)
        #expect(state.training.zoom?.contains(cursor) == true)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelDown, button: 5, x: area.x + 20, y: area.y + 3))), at: .zero)
        #expect(state.training.zoom == nil)
    }

    @Test func samplesOfARunAreThoseOfItsModel() throws {
        let folder = try Histories.Folder()
        var state = explorer()
        try state.openTraining(folder.paths)
        state.press(key(.enter))
        #expect(state.view == .explore && state.model?.name == "sdi-gan")
        var without = explorer(models: 0)
        try without.openTraining(folder.paths)
        without.press(key(.enter))
        #expect(without.view == .training)
        #expect(without.screenText.contains("sdi-gan is not among those that are loaded"))
    }

    @Test func aFileThatCannotBeReadSaysWhyAndHidesNoOther() throws {
        let folder = try Histories.Folder()
        let odd = folder.url.appending(path: "odd.csv").path
        try "a,b\n1,2\n".write(toFile: odd, atomically: true, encoding: .utf8)
        var state = explorer()
        try state.openTraining([folder.url.appending(path: "none.csv").path, odd, folder.paths[0]])
        #expect(state.screenText.contains("none.csv cannot be read yet"))
        state.type("m")
        #expect(state.screenText.contains("no column named step"))
        state.type("m")
        #expect(state.lines[1].contains("SDI-GAN"))
        let empty = explorer()
        var opened = empty
        opened.press(key(.character("6")))
        #expect(opened.front.running == nil && opened.screenText.contains("zdc train writes one"))
    }

    @Test func aRunUnderWayIsFollowed() throws {
        let folder = try Histories.Folder()
        var state = explorer()
        try state.openTraining(folder.paths)
        // The files are watched while the view is open, and not otherwise.
        #expect(state.watchedFiles == folder.paths)
        state.press(key(.character("1")))
        #expect(state.watchedFiles.isEmpty)
        state.press(key(.character("6")))
        try folder.write(Histories.csv("sdi-gan", rows: 90, best: 2.4), 0)
        let effects = state.update(.filesChanged, at: .zero)
        #expect(effects == [.work(.zn, Work(state.trainingRequest))])
        try state.readTraining()
        #expect(state.lines[1].contains("step 22 500"))
    }

    /// Systems limit how many watches a user has.
    private static let canWatch: Bool = {
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        defer { close(watch) }
        return watch >= 0 && inotify_add_watch(watch, FileManager.default.temporaryDirectory.path, UInt32(IN_CREATE)) >= 0
    }()

    @Test(.enabled(if: canWatch)) func aWatcherTellsOfReplacedAndNewFilesAlone() throws {
        let folder = try Histories.Folder()
        let later = folder.url.appending(path: "later.csv").path
        let calls = DispatchSemaphore(value: 0)
        let watcher = try #require(FileWatcher(files: [folder.paths[0], later]) { calls.signal() })
        try "other".write(toFile: folder.paths[1], atomically: false, encoding: .utf8)
        #expect(calls.wait(timeout: .now() + .milliseconds(150)) == .timedOut)
        try folder.write("step\n", 0)
        #expect(calls.wait(timeout: .now() + .seconds(60)) == .success)
        try "step\n1\n".write(toFile: later, atomically: false, encoding: .utf8)
        #expect(calls.wait(timeout: .now() + .seconds(60)) == .success)
        withExtendedLifetime(watcher) {}
    }

    /// A folder that is not there yet cannot be watched, and one on another machine reports nothing: it looks every second.
    @Test func aWatcherLooksWhereNothingIsReported() throws {
        let folder = try Histories.Folder()
        let missing = folder.url.appending(path: "later/history.csv")
        for (files, looks) in [([folder.paths[0]], true), ([missing.path], false)] {
            let calls = DispatchSemaphore(value: 0)
            let watcher = try #require(FileWatcher(files: files, looks: looks) { calls.signal() })
            #expect(calls.wait(timeout: .now() + .milliseconds(1500)) == .timedOut)
            try FileManager.default.createDirectory(at: missing.deletingLastPathComponent(), withIntermediateDirectories: true)
            try "step\n".write(toFile: files[0], atomically: false, encoding: .utf8)
            #expect(calls.wait(timeout: .now() + .seconds(60)) == .success)
            withExtendedLifetime(watcher) {}
        }
    }
}
