import Calorimeter
import Files
import Testing

@testable import DataSets

@Suite("Odd numbers in files of particles")
struct OddNumbersTests {
    static let odd: [Double] = [
        .nan, -.nan, .infinity, -.infinity, 1e300, -1e300, 1e308, -1e308, 9e15, 1e9, 1e9.nextUp, -1e9, 0x1p-1030, 0x1p-1074,
        -0x1p-1074, 0, -0.0, 2, -1,
    ]

    /// Whether a particle may have a number, as when it is typed.
    private func isAllowed(_ value: Double, _ parameter: Parameter) -> Bool {
        guard value.isFinite, abs(value) <= 1e9 else { return false }
        return switch parameter {
        case .mass: value >= 0
        case .energy: value > 0
        case .charge: [-1, 0, 1].contains(value)
        default: true
        }
    }

    private func changed(to value: Double, in parameter: Parameter) -> Particle {
        var particle = neutron
        particle[parameter] = value
        return particle
    }

    /// An NPY of one row of nine numbers.
    private func array(_ type: String, _ bytes: [UInt8]) -> [UInt8] {
        let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (1, 9), }\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + bytes
    }

    private func bytes<Number>(_ numbers: [Number]) -> [UInt8] { numbers.withUnsafeBytes { Array($0) } }

    /// The only particle of a file, or why there is none.
    private func particle(_ path: String) throws -> Result<Particle, FileError> {
        do throws(FileError) {
            let file = try ParticleFile(path: path, allowsOffShell: true)
            return .success(try file.particles.particles(0..<1)[0])
        } catch { return .failure(error) }
    }

    private func expect(
        _ result: Result<Particle, FileError>, _ value: Double, _ parameter: Parameter, at place: String, of path: String
    ) {
        switch result {
        case .success(let particle):
            #expect(isAllowed(value, parameter) && particle[parameter] == value, "\(parameter) \(value)")
        case .failure(let error):
            #expect(!isAllowed(value, parameter), "\(error)")
            #expect(
                error.description.hasPrefix("\(path): \(place): \(parameter.publishedName) is \(value); expected "), "\(error)")
        }
    }

    @Test("Arrays of double and single precision", arguments: Parameter.allCases)
    func arrays(parameter: Parameter) throws {
        let folder = try TemporaryFolder()
        for value in Self.odd {
            let row = changed(to: value, in: parameter).conditions
            let double = try folder.write(array("<f8", bytes(row)), to: "p8.npy")
            expect(try particle(double), value, parameter, at: "row 1", of: double)
            let single = try folder.write(array("<f4", bytes(row.map { Float($0) })), to: "p4.npy")
            expect(try particle(single), Double(Float(value)), parameter, at: "row 1", of: single)
        }
    }

    @Test("Whole numbers near the limits of their types", arguments: Parameter.allCases)
    func wholeNumbers(parameter: Parameter) throws {
        let folder = try TemporaryFolder()
        for value in [Int64.min, .max, 1_000_000_000, 1_000_000_001, -1, 0] {
            let row = changed(to: Double(value), in: parameter).conditions
            let path = try folder.write(array("<i8", bytes(row.map { Int64(exactly: $0.rounded()) ?? .max })), to: "p.npy")
            expect(try particle(path), Double(value), parameter, at: "row 1", of: path)
        }
        let large = try folder.write(array("<u8", bytes(Array(repeating: UInt64.max, count: 9))), to: "u.npy")
        #expect(throws: FileError.self) { try ParticleFile(path: large) }
    }

    @Test(
        "Words of a table",
        arguments: [
            "nan", "-nan", "inf", "-inf", "Infinity", "0x1p-1074", "1e400", "-1e400", "1e300", "9e15", "1e-400", "5e-324", "-0",
            "1e1000000000000",
        ])
    func table(word: String) throws {
        let folder = try TemporaryFolder()
        let names = Parameter.publishedOrder.map(\.publishedName)
        for (column, parameter) in Parameter.publishedOrder.enumerated() {
            var fields = neutron.conditions.map { "\($0)" }
            fields[column] = word
            let path = try folder.write("\(names.joined(separator: ","))\n\(fields.joined(separator: ","))\n".utf8, to: "p.csv")
            guard let value = Double(word), value.isFinite, !word.contains("x") else {
                let error = try #require(throws: FileError.self) { try ParticleFile(path: path, allowsOffShell: true) }
                #expect(
                    error.description == "\(path): line 2 has \"\(word)\" in column \(column + 1); expected a decimal number.")
                continue
            }
            expect(try particle(path), value, parameter, at: "line 2", of: path)
        }
    }

    @Test("Conditions of a data set", arguments: Parameter.allCases)
    func dataSets(parameter: Parameter) throws {
        let folder = try TemporaryFolder()
        let detector = Detector(
            name: "small", rows: 3, columns: 7, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1, faceACM: 1, faceCCM: 1)
        let path = folder.path("set.npz")
        for value in Self.odd {
            let single = Double(Float(value))
            let file = try NPZWriter(path: path)
            try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [1, 9]))
            try file.append(ArrayChunk(changed(to: value, in: parameter).conditions.map { Float($0) }))
            try file.beginArray(named: "responses", NPYHeader(type: .float32, shape: [1, 3, 7]))
            try file.append(ArrayChunk([Float](repeating: 0x1p-149, count: 21)))
            try file.commit()
            do throws(FileError) {
                let set = try DataSet(path: path, detector: detector)
                #expect(isAllowed(single, parameter) && set.particles[0][parameter] == single)
            } catch {
                #expect(!isAllowed(single, parameter), "\(error)")
                #expect(
                    error.description.hasPrefix(
                        "\(path), array 'conditions': row 1: \(parameter.publishedName) is \(single); expected "), "\(error)")
            }
        }
    }
}
