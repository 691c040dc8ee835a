#if DEBUG || FUZZING
import Calorimeter
@testable import DataSets
@testable import Files
import Foundation

// Channel sums, and responses that other programs generated.
extension Parser {
    /// Channel sums in the place of pictures: a reader takes all rows of them or none.
    static func channelSums(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        return Parser(name: name, kind: .archive, seeds: try filesOfSums(name)) { file in
            scratch.hold(file)
            do throws(FileError) {
                guard let sums = try ChannelSumFile(path: scratch.path) else {
                    _ = try DataSet(path: scratch.path, detector: .zn)
                    return .answer
                }
                guard sums.particles.count == sums.sums.count, !sums.sums.isEmpty,
                    sums.sums.allSatisfy({ row in (0..<ChannelSums.count).allSatisfy { row[$0] >= 0 && row[$0].isFinite } })
                else { return .wrong("\(sums.sums.count) rows of sums to \(sums.particles.count) particles") }
                let set = try DataSet(path: scratch.path, detector: .zp, allowsSums: true)
                return set.sums == sums.sums.map(\.rounded) && !set.hasPictures && set.count == sums.sums.count
                    ? .answer : .wrong("other sums as a data set")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Sums of several number types, under both names, to the particles of the first data set among the fixtures.
    private static func filesOfSums(_ name: String) throws -> [[UInt8]] {
        let (scratch, written) = (try ScratchFile(name + "-set"), try ScratchFile(name + "-sound"))
        var seeds: [[UInt8]] = []
        for bytes in try fixtures(of: "DataSetsTests", "npz") {
            scratch.hold(bytes)
            guard seeds.isEmpty, let set = try? DataSet(path: scratch.path, detector: .zn) else { continue }
            let rows = (0..<set.count).map { set.particles[set.particleOfRow[$0]] }
            let shape = [rows.count, ChannelSums.count]
            let numbers = (0..<shape[0] * shape[1]).map { Float($0 % 300) }
            let forms: [(String, NumberType, ArrayChunk)] = [
                ("sums", .float32, ArrayChunk(numbers)), ("sums", .float64, ArrayChunk(numbers.map { Double($0) + 0.25 })),
                ("responses", .uint8, ArrayChunk(numbers.map { UInt8($0 / 2) })),
            ]
            for (title, type, chunk) in forms {
                let writer = try NPZWriter(path: written.path)
                try writer.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [rows.count, 9]))
                try writer.append(ArrayChunk(rows.flatMap { $0.conditions.map { Float($0) } }))
                try writer.beginArray(named: title, NPYHeader(type: type, shape: shape))
                try writer.append(chunk)
                try writer.commit()
                seeds.append(Array(try Data(contentsOf: URL(filePath: written.path))))
            }
        }
        guard !seeds.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
        return seeds
    }

    /// Responses that another program generated, beside a truth of the same particles.
    static func generated(_ name: String) throws -> Parser {
        let (scratch, sound) = (try ScratchFile(name), try ScratchFile(name + "-truth"))
        let sets = try fixtures(of: "DataSetsTests", "npz")
        guard
            let truth = sets.lazy.compactMap({ bytes -> DataSet? in
                sound.hold(bytes)
                return try? DataSet(path: sound.path, detector: .zn)
            }).first
        else { throw CocoaError(.fileReadCorruptFile) }
        return Parser(name: name, kind: .archive, seeds: sets + (try filesOfSums(name))) { file in
            scratch.hold(file)
            do throws(FileError) {
                for file in try GeneratedResponses.read(paths: [scratch.path], truth: truth, taken: ["gan"]) {
                    let rows = truth.particles.indices.map { file.rows(ofTrueParticle: $0).count }
                    guard rows.contains(where: { $0 > 0 }), rows.reduce(0, +) <= file.file.count else {
                        return .wrong("\(rows) responses to the particles of the truth")
                    }
                    _ = file.remark
                }
                return .answer
            } catch {
                return .refusal(error.description)
            }
        }
    }
}
#endif
