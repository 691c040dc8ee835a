import Calorimeter
import Foundation
import Networks

@testable import FastSimulation

/// What the tests read: an earlier generator, and 16 cases that another implementation computed from it.
enum Fixture {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()

    static let model = directory.appending(path: "Fixtures/earlier-generator.safetensors")

    static func vectors() throws -> [String: WeightFile.Tensor] {
        try WeightFile(contentsOf: directory.appending(path: "Fixtures/earlier-generator-cases.safetensors")).tensors
    }

    /// A directory that is gone afterwards.
    static func inTemporaryDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    static let photon = Particle(massMeV: 0, energyGeV: 1000, charge: 0, momentumGeV: Vector(0.1, -0.2, 1000))
    static let neutron = Particle(
        massMeV: 939.565413, energyGeV: 2000, charge: 0, momentumGeV: Vector(-0.3, 0.1, -2000))
}
