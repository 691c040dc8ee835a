import Foundation
import Networks
import Testing

@testable import FastSimulation

@Suite struct AModelStore {
    @Test func readsTheShippedModels() throws {
        let store = try ModelStore.load(directory: Fixture.model.deletingLastPathComponent())
        #expect(store.models.contains { $0.name == "sdi-gan-reg-aux" })
    }

    @Test func aBadFileNeverHidesTheOthers() throws {
        try Fixture.inTemporaryDirectory { directory in
            let good = try Data(contentsOf: Fixture.model)
            var file = try WeightFile(bytes: good)
            try good.write(to: directory.appending(path: "a.safetensors"))
            for (name, path) in [("gan", "z"), ("another", "y"), ("sdi-gan", "b")] {
                file.metadata["model"] = name
                try file.encoded().write(to: directory.appending(path: "\(path).safetensors"))
            }
            try good.prefix(1000).write(to: directory.appending(path: "cut.safetensors"))
            try Data().write(to: directory.appending(path: "empty.safetensors"))
            try Data("words".utf8).write(to: directory.appending(path: "notes.txt"))

            let store = try ModelStore.load(directory: directory)
            #expect(store.models.map(\.name) == ["gan", "sdi-gan", "sdi-gan-reg-aux", "another"])
            let errors = store.entries.compactMap { entry -> String? in
                guard case .failure(let error) = entry.result else { return nil }
                return error.description
            }
            #expect(
                errors == [
                    "cut.safetensors: found a header of 3336 bytes in a file of 1000, expected a safetensors header that fits",
                    "empty.safetensors: found 0 bytes, expected at least the 8 of the header's length",
                ])
        }
    }

    /// The energy score's if it is there; a model of one's own never comes before a shipped one.
    @Test func prefersTheEnergyScore() throws {
        try Fixture.inTemporaryDirectory { directory in
            var file = try WeightFile(contentsOf: Fixture.model)
            func add(_ name: String, objective: String) throws -> String? {
                (file.metadata["model"], file.metadata["objective"]) = (name, objective)
                try file.encoded().write(to: directory.appending(path: "\(name).safetensors"))
                return try ModelStore.load(directory: directory).preferred?.name
            }
            #expect(try add("mine", objective: "vae") == "mine")
            #expect(try add("gan", objective: "gan") == "gan")
            #expect(try add("vae", objective: "vae") == "vae")
            #expect(try add("energy-score", objective: "energy-score") == "energy-score")
            #expect(try add("latent-flow", objective: "latent-flow") == "energy-score")
            let names = try ModelStore.load(directory: directory).models.map(\.name)
            #expect(names == ["energy-score", "latent-flow", "mine", "vae", "gan"])
        }
    }

    @Test func readsTheModelsOfOneCalorimeterAlone() throws {
        try Fixture.inTemporaryDirectory { directory in
            try FileManager.default.copyItem(at: Fixture.model, to: directory.appending(path: "zn.safetensors"))
            try Data("no weights".utf8).write(to: directory.appending(path: "broken.safetensors"))
            #expect(WeightFile.metadata(of: directory.appending(path: "zn.safetensors"))?["detector"] == "ZN 44x44")
            #expect(WeightFile.metadata(of: directory.appending(path: "broken.safetensors")) == nil)
            let (zn, zp) = (
                try ModelStore.load(directory: directory, for: .zn), try ModelStore.load(directory: directory, for: .zp)
            )
            // What cannot be read may be of any.
            #expect(zn.models.count == 1 && zn.failures.count == 1)
            #expect(zp.models.isEmpty && zp.failures.count == 1 && zp.entries.count == 1)
        }
    }

    @Test func aModelOfOnesOwnReplacesAShippedOneOfItsName() throws {
        try Fixture.inTemporaryDirectory { directory in
            let (shipped, own) = (directory.appending(path: "shipped"), directory.appending(path: "own"))
            for folder in [shipped, own] {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            var file = try WeightFile(contentsOf: Fixture.model)
            func add(_ name: String, to folder: URL, file path: String) throws {
                (file.metadata["model"], file.metadata["objective"]) = (name, "gan")
                try file.encoded().write(to: folder.appending(path: "\(path).safetensors"))
            }
            try add("gan", to: shipped, file: "gan")
            try add("vae", to: shipped, file: "vae")
            try add("gan", to: own, file: "better")
            let store = try ModelStore.load(directory: shipped, own: own)
            #expect(store.models.map(\.name).sorted() == ["gan", "vae"] && store.ownNames == ["gan"])
            #expect(store.entries.first { $0.isOwn }?.file.lastPathComponent == "better.safetensors")
            #expect(try ModelStore.load(directory: shipped).ownNames.isEmpty)
        }
    }

    @Test func aMissingDirectoryIsNamed() {
        let error = #expect(throws: ModelError.self) { try ModelStore.load(directory: URL(filePath: "/nowhere")) }
        #expect(error?.description == "/nowhere: found no directory that can be read, expected one with models")
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let sentence: String
        let apply: @Sendable (inout WeightFile) -> Void
        var testDescription: String { sentence }
    }

    static let damages: [Damage] = [
        Damage(sentence: #"found no "model" in the metadata, expected that of a generator"#) {
            $0.metadata["model"] = nil
        },
        Damage(sentence: #"made for the detector "ZQ 56x30", expected "ZN 44x44" or "ZP 56x30""#) {
            $0.metadata["detector"] = "ZQ 56x30"
        },
        Damage(sentence: #"the encoding of the conditions is "x", expected raw, derived, located or fine"#) {
            $0.metadata["encoding"] = "x"
        },
        Damage(sentence: #"its output link is "x", expected "relu" or "softplus""#) { $0.metadata["link"] = "x" },
        Damage(sentence: #""noise" is "0", expected 1 to 4096 numbers"#) { $0.metadata["noise"] = "0" },
        Damage(sentence: #"tensor "dense1.weight" has the shape [64, 28], expected [64, 29]"#) { $0.metadata["noise"] = "11" },
        Damage(sentence: #""leaky_slope" is "0.2", expected 0.1"#) { $0.metadata["leaky_slope"] = "0.2" },
        Damage(sentence: #""norm_epsilon" is "none", expected 1e-05"#) { $0.metadata["norm_epsilon"] = "none" },
        Damage(sentence: #"found no tensor "conv3.bias", expected one of shape [8]"#) {
            $0.tensors["conv3.bias"] = nil
        },
        Damage(sentence: #"found a tensor "more" that no layer of a generator has"#) {
            $0.tensors["more"] = WeightFile.Tensor(shape: [1], values: [0])
        },
        Damage(sentence: #"tensor "dense1.weight" has the shape [64, 28], expected [64, 19]"#) {
            $0.metadata["encoding"] = "raw"
        },
        Damage(sentence: #"tensor "norm1.weight" has the shape [1], expected [64]"#) {
            $0.tensors["norm1.weight"] = WeightFile.Tensor(shape: [1], values: [0])
        },
        Damage(sentence: #"found no 4-dimensional tensor "conv2.weight", expected that of a generator"#) {
            $0.tensors["conv2.weight"] = WeightFile.Tensor(shape: [1], values: [0])
        },
        Damage(sentence: #"value 1 of tensor "norm5.running_var" is -1.0, expected a variance"#) {
            $0.tensors["norm5.running_var"]?.values[0] = -1
        },
        Damage(sentence: #"expected nine "conditions.mean" and nine positive "conditions.scale""#) {
            $0.tensors["conditions.scale"]?.values[3] = 0
        },
    ]

    @Test(arguments: damages)
    func whatIsWrongWithAFileIsSaid(damage: Damage) throws {
        try Fixture.inTemporaryDirectory { directory in
            var file = try WeightFile(contentsOf: Fixture.model)
            damage.apply(&file)
            let path = directory.appending(path: "model.safetensors")
            try file.encoded().write(to: path)
            let error = #expect(throws: ModelError.self) { try Generator(contentsOf: path) }
            #expect(error?.description == "model.safetensors: \(damage.sentence)")
        }
    }
}

@Suite struct AGeneratorFile {
    /// Out and in again: the same tensors as in the file it came from, and the same model.
    @Test func isWrittenAsItWasRead() throws {
        let file = try WeightFile(contentsOf: Fixture.model)
        let generator = try Generator(contentsOf: Fixture.model)
        let network = try Network.generator(detector: .zn, conditions: 18, channels: generator.channels)
        let parameters = try GeneratorFile.parameters(
            file, network: network, others: ["conditions.mean", "conditions.scale"])
        let written = try Generator.weightFile(
            name: generator.name, detector: .zn, encoding: generator.encoding, channels: generator.channels,
            parameters: parameters, metadata: ["note": "again"])
        #expect(written.tensors == file.tensors)
        try Fixture.inTemporaryDirectory { directory in
            let path = directory.appending(path: "again.safetensors")
            try written.encoded().write(to: path)
            let again = try Generator(contentsOf: path)
            #expect(again.metadata["note"] == "again" && again.widthText == "1/8" && again.name == generator.name)
            let response = again.makeSession().response(to: Fixture.neutron, seed: 3, index: 5)
            #expect(response == generator.makeSession().response(to: Fixture.neutron, seed: 3, index: 5))
        }
    }

    /// A link and a count of noise other than the published ones, and an objective beside the name, come back from the file.
    @Test func tellsItsLinkNoiseAndObjective() throws {
        let encoding = try Generator(contentsOf: Fixture.model).encoding
        let channels = GeneratorChannels(noise: 14, hidden: 8, start: 2, first: 4, second: 3, third: 2)
        let network = try Network.generator(detector: .zn, conditions: encoding.count, channels: channels, link: .softplus)
        let generator = try Generator(
            name: "mine", detector: .zn, encoding: encoding, channels: channels, parameters: .glorot(network, seed: 3),
            statistics: .poisson, link: .softplus, metadata: ["objective": "energy-score"])
        let again = try Generator(generator.weightFile(), file: "again")
        #expect(again.link == .softplus && again.channels == channels)
        #expect(again.objective == .energyScore && again.name == "mine" && again.title == "mine")
        #expect(try Generator(contentsOf: Fixture.model).link == .relu, "a file that does not say ends as published")
        // No pixel is dark for certain.
        let light = again.makeSession(as: .fractional).response(to: Fixture.photon, seed: 1, index: 0)
        #expect(light.photons.allSatisfy { $0 > 0 })
        #expect(light == generator.makeSession(as: .fractional).response(to: Fixture.photon, seed: 1, index: 0))
    }

    /// Of the published width: pixels of the small image times taps, tiles of rows, tiles, and a window along 1680 pixels.
    @Test func theProtonCalorimetersGeneratorSavesTwoThirds() throws {
        let generator = try Generator.untrained(width: 1, detector: .zp)
        let dense = 19 * 256 + 256 * 25_600
        let last = 1680 * 2 * 7 * 64
        #expect(
            generator.directMultiplyAdds == dense + 59 * 19 * 4 * 128 * 256 + 58 * 37 * 4 * 256 * 128 + 57 * 36 * 4 * 128 * 64
                + last)
        #expect(
            generator.multiplyAdds
                == dense + 200 * 4 * 128 * 256 + 20 * 4 * 19 * 2 * 256 * 128 + 19 * 12 * 16 * 128 * 64 + last)
    }

    @Test func anUntrainedGeneratorRuns() throws {
        let generator = try Generator.untrained(width: 0.25, detector: .zn)
        #expect(generator.widthText == "1/4")
        // Dense 19·64 + 64·5408, tiles 36·25·32·64 + 144·25·64·32 + 225·16·32·16, last 1936·4·16.
        #expect(generator.multiplyAdds == 347_328 + 1_843_200 + 7_372_800 + 1_843_200 + 123_904)
        #expect(generator.directMultiplyAdds == 347_328 + 576 * 9 * 32 * 64 + 2116 * 9 * 64 * 32 + 2025 * 4 * 32 * 16 + 123_904)
        let response = generator.makeSession(batch: 1).response(to: Fixture.photon, seed: 1, index: 0)
        #expect(response.photons.allSatisfy { $0.isFinite })
    }
}
