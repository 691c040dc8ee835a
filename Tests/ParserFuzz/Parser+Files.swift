#if DEBUG || FUZZING
import Calorimeter
@testable import DataSets
@testable import Files
import Foundation
import Support

// Arrays, data sets, particles and scales.
extension Parser {
    static func npy(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        return Parser(
            name: name, kind: .bytes, seeds: try fixtures(of: "FilesTests", "npy") + fixtures(of: "DataSetsTests", "npy")
        ) { file in
            scratch.hold(file)
            do throws(FileError) {
                return try check(ArrayReader(path: scratch.path), ArrayReader(path: scratch.path))
            } catch {
                return .refusal(error.description)
            }
        }
    }

    static func npz(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        return Parser(
            name: name, kind: .archive, seeds: try fixtures(of: "FilesTests", "npz") + fixtures(of: "DataSetsTests", "npz")
        ) { file in
            scratch.hold(file)
            do throws(FileError) {
                let archive = try NPZFile(path: scratch.path)
                for name in archive.names {
                    let outcome = check(try archive.array(named: name), try archive.array(named: name))
                    guard outcome == .answer else { return outcome }
                }
                return .answer
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Reads both precisions to the end and checks that they agree.
    private static func check(_ array: ArrayReader, _ again: ArrayReader) -> Outcome {
        do throws(FileError) {
            let (values, doubles) = (try array.values(), try again.doubles())
            let count = array.shape.reduce(1, *)
            guard values.count == count, doubles.count == count, array.remaining == 0 else {
                return .wrong("\(values.count) numbers for the shape \(array.shape)")
            }
            let differs = zip(values, doubles).first { $0 != Float($1) && !($0.isNaN && $1.isNaN) }
            return differs.map { .wrong("single precision \($0), double precision \($1)") } ?? .answer
        } catch {
            return .refusal(error.description)
        }
    }

    static func dataSet(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        return Parser(name: name, kind: .archive, seeds: try fixtures(of: "DataSetsTests", "npz")) { file in
            scratch.hold(file)
            do throws(FileError) {
                let set = try DataSet(path: scratch.path, detector: .zn)
                var response = [Float](repeating: 0, count: Detector.zn.pixelCount)
                response.withUnsafeMutableBufferPointer { set.responses.copy(0, into: $0) }
                return response.allSatisfy { $0 >= 0 && $0.rounded() == $0 }
                    ? .answer : .wrong("a response with parts of photons")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// The only part of a data set: what is joined has as many rows as it says.
    static func parts(_ name: String) throws -> Parser {
        let (scratch, written) = (try ScratchFile(name), try ScratchFile(name + "-sound"))
        guard let shard = Shard(index: 0, count: 1) else { throw CocoaError(.fileReadCorruptFile) }
        let record = Array(DataSetPart(shard: shard, total: 2, identity: "simulate\nseed 42\nsampler 2").text.utf8)
        let pixels = 2 * Detector.zn.pixelCount
        let writer = try NPZWriter(path: written.path)
        for (name, header, bytes) in [
            ("conditions", NPYHeader(type: .float32, shape: [2, 9]), [UInt8](repeating: 1, count: 72)),
            (
                "responses", NPYHeader(type: .uint16, shape: [2, Detector.zn.rows, Detector.zn.columns]),
                [UInt8](repeating: 3, count: 2 * pixels)
            ),
            (DataSetPart.arrayName, NPYHeader(type: .uint8, shape: [record.count]), record),
        ] {
            try writer.beginArray(named: name, header)
            try writer.append(ArrayChunk(bytes))
        }
        try writer.commit()
        let seeds = [Array(try Data(contentsOf: URL(filePath: written.path)))]
        return Parser(name: name, kind: .archive, seeds: seeds) { file in
            scratch.hold(file)
            do throws(FileError) {
                let parts = try JoinedParts(paths: [scratch.path])
                let reader = parts.source().makeReader()
                let rows = 0..<min(parts.total, 4)
                var photons = [Float](repeating: 0, count: rows.count * parts.detector.pixelCount)
                let conditions = try reader.conditions(rows)
                var span = photons.mutableSpan
                try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                    try reader.readPhotons(rows, into: buffer)
                }
                return conditions.count == rows.count * 9 ? .answer : .wrong("\(conditions.count) conditions")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Particles in arrays of NumPy's.
    static func particleArrays(_ name: String) throws -> Parser {
        let seeds = try fixtures(of: "DataSetsTests", "npz", "npy")
        return try particles(name, kind: .archive, seeds: seeds)
    }

    static func particles(_ name: String) throws -> Parser {
        let texts = [
            "Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge\n3192.38,0,0,0,0.022422,-0.182957,-3192.38,939.565413,0\n1500.0001,1e-5,-2e-5,0.5,0.1,0.2,1500,0,0\n",
            "# a title\n#px py pz \"mass [GeV]\" charge vx vy \"vz [mm]\"\n 0.1 0.2 -1714.07 0.9395 0 0 0 1.5\n# a remark\n0.3 -0.2 1000 0.13957 -1 0 0 0\n",
            "\u{FEFF}pdg;Px;Py;Pz;Vx;Vy;Vz\r\n2112;0.1;0.1;2500;0;0;0\r\n22;0.1;0.1;-400;0;0;0\r\n",
        ].map { Array($0.utf8) }
        return try particles(name, kind: .text, seeds: texts + fixtures(of: "DataSetsTests", "csv", "npy"))
    }

    private static func particles(_ name: String, kind: Mutator.Kind, seeds: [[UInt8]]) throws -> Parser {
        let scratch = try ScratchFile(name)
        return Parser(name: name, kind: kind, seeds: seeds) { file in
            scratch.hold(file)
            for allowsOffShell in [false, true] {
                do throws(FileError) {
                    let particles = try ParticleFile(path: scratch.path, allowsOffShell: allowsOffShell)
                    for particle in try particles.particles.particles(0..<particles.particles.count) {
                        if let reason = particle.refusal(allowsOffShell: allowsOffShell) {
                            return .wrong("it took a particle although \(reason)")
                        }
                    }
                } catch {
                    return .refusal(error.description)
                }
            }
            return .answer
        }
    }

    /// Lines and fields, from a file and from memory: the lines are those of a slow search for line ends.
    static func records(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        let seeds = [
            "a,b\r\n1,2\r\n", "sep=;\ra;b\r\"1;\r2\";3", "\u{FEFF}a\tb\n# c, \"d\n\"say \"\"so\"\"\"\t \n\t\n",
            "\"a\n\nb\" , c\n,,\n",
        ].map { Array($0.utf8) }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            scratch.hold(file)
            func lines(_ reader: LineReader) throws(FileError) -> [[UInt8]] {
                var lines: [[UInt8]] = []
                while let line = try reader.next() { lines.append(Array(line)) }
                return lines
            }
            func rows(_ lines: LineReader) throws(FileError) -> [[String]] {
                let reader = RecordReader(lines)
                var rows: [[String]] = []
                while try reader.next() { rows.append(reader.strings) }
                return rows
            }
            do throws(FileError) {
                let found = try lines(LineReader(path: scratch.path))
                guard try lines(LineReader(bytes: file, title: "text")) == found else { return .wrong("other lines in memory") }
                guard found == slowLines(of: file) else {
                    return .wrong("\(found.count) lines, which a slow search does not find")
                }
                let records = try rows(LineReader(path: scratch.path))
                guard try rows(LineReader(bytes: file, title: "text")) == records else { return .wrong("other rows in memory") }
                return records.allSatisfy { !$0.isEmpty } ? .answer : .wrong("a row without a field")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    private static func slowLines(of text: [UInt8]) -> [[UInt8]] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var (lines, line, place) = ([[UInt8]](), [UInt8](), text.starts(with: mark) ? mark.count : 0)
        while place < text.count {
            switch text[place] {
            case 0x0D, 0x0A:
                if text[place] == 0x0D, place + 1 < text.count, text[place + 1] == 0x0A { place += 1 }
                lines.append(line)
                line = []
            default: line.append(text[place])
            }
            place += 1
        }
        return line.isEmpty ? lines : lines + [line]
    }

    static func scales(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        let sound = ConditionScales(
            means: [1366.7, -7.8e-8, 1.4e-7, 0.0011, 0.0099, 0.0199, 39.1, 353.7, 0.0629],
            scales: [1259.8, 4.2e-6, 4.4e-6, 0.0245, 0.2346, 0.2581, 1858.3, 455, 0.2565])
        let text = sound?.text ?? ""
        let seeds = [text, text.replacing("\n", with: "\r\n"), "what is left out\n" + text + "\n\nand this\n"].map {
            Array($0.utf8)
        }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            scratch.hold(file)
            do throws(FileError) {
                let scales = try ConditionScales(path: scratch.path)
                scratch.hold(Array(scales.text.utf8))
                return try ConditionScales(path: scratch.path) == scales
                    ? .answer : .wrong("other scales after writing and reading")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    static func config(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        let seeds = ["theme = light\n# a remark\nmap=\"viridis\" # another\n\nthreads = 2\r\n", "models = \"~/my = models\"\n"]
            .map { Array($0.utf8) }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            scratch.hold(file)
            do throws(FileError) {
                let entries = try KeyValueFile(path: scratch.path).entries
                return Set(entries.map(\.key)).count == entries.count
                    && entries.allSatisfy { !$0.key.isEmpty && !$0.key.contains("=") }
                    ? .answer : .wrong("a key that is none, or comes twice")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Figures of an earlier measurement.
    static func figures(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        let seeds = [
            """
            {"frames.walk.200x60.ms" : 1.25, "machine.build" : "release", "machine.cores" : 2,
             "machine.instructionSet" : "AVX2", "machine.processor" : "A processor", "referenceMC.perSecond" : 3e4}
            """, #"{"machine.processor":"A \u00b5","a":-1,"b":null,"c":[{"d":[]}],"e":true}"#,
        ].map { Array($0.utf8) }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            scratch.hold(file)
            do throws(FileError) {
                let figures = try FigureFile(path: scratch.path)
                return figures.words["machine.processor"] != nil && figures.numbers.values.allSatisfy(\.isFinite)
                    ? .answer : .wrong("figures of no machine, or none that are numbers")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Decimal numbers, compared with the rounding of the standard library.
    static func decimal(_ name: String) throws -> Parser {
        let seeds = [
            "3192.38", "-0.182957", "1e-3", "+12.5E+02", "123456789012345678901234567890", "5e-324", "1.7976931348623157e308",
            "0.1", "8.5e-7",
        ]
        return Parser(name: name, kind: .text, seeds: seeds.map { Array($0.utf8) }) { file in
            let (double, float) = file.withUnsafeBufferPointer { (DecimalNumber.double($0), DecimalNumber.float($0)) }
            let text = String(decoding: file, as: UTF8.self)
            guard isDecimal(file) else {
                return double == nil && float == nil ? .answer : .wrong("it takes \(text.debugDescription) for a number")
            }
            let (wide, narrow) = (Double(text).flatMap { $0.isFinite ? $0 : nil }, Float(text).flatMap { $0.isFinite ? $0 : nil })
            guard double?.bitPattern == wide?.bitPattern, float?.bitPattern == narrow?.bitPattern else {
                return .wrong("\(text) is \(String(describing: double)) and \(String(describing: float))")
            }
            return .answer
        }
    }

    /// `[+|-] digits [. digits] [e [+|-] digits]`, with a digit before the exponent.
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func isSign(_ byte: UInt8?) -> Bool { byte == 0x2B || byte == 0x2D }
        func digits() -> Int {
            let count = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(count)
            return count
        }
        if isSign(rest.first) { rest.removeFirst() }
        var count = digits()
        if rest.first == 0x2E {
            rest.removeFirst()
            count += digits()
        }
        guard count > 0 else { return false }
        if rest.first == 0x65 || rest.first == 0x45 {
            rest.removeFirst()
            if isSign(rest.first) { rest.removeFirst() }
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }

    /// Typed quantities and species.
    static func quantity(_ name: String) throws -> Parser {
        let seeds = [
            "3.2e3", "2 TeV", "0.938 GeV/c²", "1_000 um", "-1", "938.27", "−0.022422", "1e", "5 µm", "0.13957 GeV/c^2", "neutron",
            "π+",
        ]
        return Parser(name: name, kind: .text, seeds: seeds.map { Array($0.utf8) }) { file in
            let text = String(decoding: file, as: UTF8.self)
            var refusal: String?
            for parameter in Parameter.allCases {
                do throws(QuantityError) {
                    let value = try parameter.parse(text)
                    guard value.isFinite, abs(value) <= Parameter.largestMagnitude else {
                        return .wrong("\(parameter.name) is \(value)")
                    }
                } catch {
                    refusal = error.description
                }
            }
            if let species = Species.named(text), Species.named(species.names[0]) != species {
                return .wrong("another species under its own name")
            }
            return refusal.map { .refusal($0) } ?? .answer
        }
    }
}
#endif
