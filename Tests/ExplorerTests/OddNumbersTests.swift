import Calorimeter
import Canvas
import FastSimulation
import Files
import Foundation
import Terminal
import Testing
@testable import Explorer

/// Whatever is typed, pasted or loaded for a parameter: it is taken, or a sentence says why not; every screen can be drawn.
@Suite struct OddNumbers {
    static let words = [
        "nan", "-nan", "inf", "-inf", "1e300", "-1e300", "1e308", "9e15", "0x1p-1074", "1e400", "-1e400", "1e-310", "5e-324",
        "1e-400", "0", "-0", "1e9",
        "-1e9", "1e9 TeV", "1e-300 eV", "999999999.9999999999",
    ]

    @Test(arguments: Parameter.allCases, OnShellLock.allCases)
    func typedAndPasted(parameter: Parameter, lock: OnShellLock) {
        for word in Self.words {
            var state = explorer()
            (state.lock, state.explore.row) = (lock, .parameter(parameter))
            let before = state.particle
            state.press(key(.enter))
            _ = state.update(.terminal(.paste(word)), at: .zero)
            state.press(key(.enter))
            #expect(state.settings.problem == nil, "\(word)")
            if case .edit = state.mode {
                #expect(state.particle == before && state.message?.isError == true, "\(word)")
            } else {
                #expect(state.particle[parameter].isFinite && state.message?.isError != true, "\(word)")
                #expect(lock == .free || state.particle.isOnShell(tolerance: 1e-6), "\(word): \(state.particle)")
            }
            state.press(key(.right), key(.left, .shift))
            #expect(state.settings.problem == nil, "\(word), and a step")
            #expect(state.screenText.contains("Explore"))
        }
    }

    /// A neutron with one number replaced, as the text of a session.
    private func session(_ word: String, _ parameter: Parameter) throws -> Data {
        var state = explorer()
        var marked = state.particle
        marked[parameter] = 123_456.5
        (state.particle, state.lock) = (marked, .free)
        return Data(try state.session.text(path: "a").replacing("123456.5", with: word).utf8)
    }

    @Test(arguments: Parameter.allCases)
    func inSessions(parameter: Parameter) throws {
        for word in [
            "1e300", "-1e300", "1e308", "9e15", "1e400", "1e-310", "5e-324", "1e-400", "0", "-0", "1e9", "-1e9", "nan", "\"inf\"",
        ] {
            do throws(FileError) {
                let session: ExplorerSession
                do { session = try ExplorerSession(try self.session(word, parameter), path: "a.session") } catch let error
                    as FileError
                {
                    throw error
                } catch {
                    Issue.record("\(error)")
                    return
                }
                #expect(session.settings.particle[parameter] == Double(word), "\(word)")
                for view in "123456" {
                    var state = explorer()
                    _ = state.update(.session(session), at: .zero)
                    state.type(String(view))
                    #expect(!state.screenText.isEmpty)
                }
            } catch {
                #expect(error.description.hasPrefix("a.session: "), "\(error)")
            }
        }
    }

    /// Every view of particles at the limits, with real responses and a real model.
    @Test(arguments: [
        Particle(
            massMeV: 1e9, energyGeV: 1e9, charge: 1, positionCM: Vector(-1e9, 1e9, 1e9), momentumGeV: Vector(1e9, -1e9, 0x1p-1030)
        ),
        Particle(
            massMeV: 0x1p-1074, energyGeV: 0x1p-1074, charge: -1, positionCM: Vector(0x1p-1074, -0x1p-1030, 0),
            momentumGeV: Vector(-0x1p-1074, 0x1p-1030, -0.0)),
        Particle(massMeV: 0, energyGeV: 1e9, charge: 0, momentumGeV: Vector(0, 0, -1e9)),
    ])
    func onEveryView(particle: Particle) throws {
        let models = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../assets/models")
            .standardizedFileURL
        let store = try ModelStore.load(directory: models).models(for: .zn)
        var (explore, diversity, compare) = (ExploreSettings(), DiversitySettings(), CompareSettings())
        (explore.focus, explore.sampleTarget, diversity.count) = (.histograms, 12, 12)
        (compare.particles, compare.count) = ([particle], 12)
        var histograms = HistogramsSettings()
        (histograms.scope, histograms.target) = (.particle, 12)
        let views: [ViewSetup] = [
            .explore(explore), .diversity(diversity), .compare(compare), .compare(compare, sweep: (SweptParameter(.energy), 0.5)),
            .histograms(histograms),
        ]
        var options = ExplorerProgram.Options(particle: particle)
        options.commandLine.isOffShell = true
        for view in views {
            for size in [(80, 24), (200, 60)] {
                let snapshot = ExplorerSnapshot(
                    view, options, store: store, problem: nil, size: size,
                    appearance: Appearance(level: .mono, glyphs: .unicode))
                #expect(!snapshot.text.contains("nan") && !snapshot.text.contains(": ,"), "\(snapshot.text)")
                let json = try #require(snapshot.numbers(.json))
                #expect((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil)
            }
        }
    }

    /// A mass beyond the energies that are usually swept; a momentum whose energy is at the limit.
    @Test(arguments: [(1e9, 1.0), (4e6, 1.0), (0, 1e9), (0, 0x1p-1074)])
    func inSweeps(mass: Double, pz: Double) {
        var particle = Particle(massMeV: mass, energyGeV: 0, charge: 0, momentumGeV: Vector(0, 0, pz)).withEnergyOnShell()
        particle.energyGeV = max(particle.energyGeV, 0x1p-1074)
        var state = explorer(120, 40, particle: particle)
        state.compare.particles = [particle]
        state.type("3")
        for keys in ["v", "j", "j", "j", "\u{1B}"] {
            state.type(keys)
            for _ in 0..<3 {
                state.press(key(.right), key(.end))
                state.type("a")
                #expect(state.settings.problem == nil && state.screenText.contains("Compare"))
            }
        }
    }

    @Test func theTruthOfEnergiesThatAreBoundedSaysSo() {
        let particle = Particle(massMeV: 0, energyGeV: 2e5, charge: 0, momentumGeV: Vector(0, 0, 2e5))
        var state = explorer(200, 60, particle: particle)
        #expect(state.screenText.contains("true: reference MC, as 100 TeV"))
        state.deliverHandmadeSamples()
        #expect(state.screenText.contains("true as 100 TeV, "))
        state.type("2")
        #expect(state.screenText.contains("true as 100 TeV"))
        #expect(!explorer(200, 60).screenText.contains("100 TeV"))
    }
}
