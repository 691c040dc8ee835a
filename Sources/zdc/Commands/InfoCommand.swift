import ArgumentParser
import Calorimeter
import Canvas
import DataSets
import Files
import Foundation
import Text

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract:
            "Say what is in a file of arrays: names, types, shapes, ranges; of a data set or of channel sums also particles and species.",
        discussion: """
              zdc info set.npz
              zdc info particles.npy,responses.npz
            """)

    @Argument(
        help: ArgumentHelp("An NPZ or NPY file, or the two files of a data set.", valueName: "file[,file]"),
        completion: .file(extensions: ["npz", "npy"]))
    var file: String

    func run() throws {
        let paths = DataSet.files(ofPath: file)
        for path in paths.isEmpty ? [file] : paths { try StandardOutput.write(Self.arrays(of: path)) }
        if let sums = try ChannelSumFile(path: file) { return try StandardOutput.write(Self.text(sums)) }
        guard let detector = DataSet.detector(ofPath: file) else { return }
        var line = ReadingLine(displayable(file, limit: 60))
        defer { line.clear() }
        let set = try DataSet(path: file, detector: detector) { line.update(count: $0, noun: "responses", part: $1) }
        line.clear()
        try StandardOutput.write(Self.text(set))
    }

    /// One line for each array.
    private static func arrays(of path: String) throws(FileError) -> String {
        var arrays: [(name: String, reader: ArrayReader)] = []
        switch try ArrayFormat(path: path) {
        case .npy?: arrays = [("array", try ArrayReader(path: path))]
        case .npz?:
            let archive = try NPZFile(path: path)
            for name in archive.names { arrays.append((name, try archive.array(named: name))) }
            if arrays.isEmpty { throw FileError.content(path, "has \(archive.contents); expected arrays in NPY format") }
        case nil:
            if FileKind.isHDF5(fileAt: path) { throw conversion(ofHDF5: path) }
            // What it is instead is part of the refusal.
            _ = try NPZFile(path: path)
        }
        var text = "\(displayable(path, limit: 200))\n"
        for (name, reader) in arrays {
            let shape = reader.shape.map(String.init).joined(separator: " x ")
            text += "  \(displayable(name, limit: 40)): \(reader.header.type.title), \(shape.isEmpty ? "one number" : shape)"
            text += "\(reader.header.isFortranOrder ? ", Fortran order" : ""), \(try Extent(reader).text)\n"
        }
        return text
    }

    /// How to make an NPZ of an HDF5 file: a library that reads these would be a large dependency for one line of Python.
    private static func conversion(ofHDF5 path: String) -> FileError {
        let output = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent + ".npz"
        let program =
            "import sys, h5py, numpy; f = h5py.File(sys.argv[1]); "
            + "numpy.savez(sys.argv[2], **{k: f[k][()] for k in f if isinstance(f[k], h5py.Dataset)})"
        let command = "python3 -c \(shellWord(program)) \(shellWord(path)) \(shellWord(output))"
        return FileError(
            path: path, "\(displayable(path, limit: 200)) is an HDF5 file; convert its arrays to an NPZ with: \(command)")
    }

    /// The least and the largest number of an array, read in pieces.
    private struct Extent {
        private var least = Double.infinity
        private var largest = -Double.infinity
        private var unknown = 0

        init(_ reader: ArrayReader) throws(FileError) {
            var numbers = [Double](repeating: 0, count: min(max(reader.remaining, 1), 1 << 15))
            while reader.remaining > 0 {
                let count = min(reader.remaining, numbers.count)
                var span = numbers.mutableSpan
                try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                    try reader.read(into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
                }
                for number in numbers[..<count] {
                    if number.isNaN { unknown += 1 }
                    if number < least { least = number }
                    if number > largest { largest = number }
                }
            }
        }

        var text: String {
            let range =
                least <= largest
                ? "\(NumberText.significant(least, digits: 6)) to \(NumberText.significant(largest, digits: 6))" : "no numbers"
            return range + (unknown > 0 ? ", \(NumberText.grouped(unknown)) are NaN" : "")
        }
    }

    /// "1 particle", "1 805 particles".
    private static func amount(_ count: Int, _ noun: String) -> String {
        "\(NumberText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// The ranges of the nine numbers, and the species.
    private static func text(of particles: [Particle], repeats: [Int]) -> String {
        var text = ""
        for parameter in Parameter.publishedOrder {
            let values = particles.map { $0[parameter] }
            let (low, high) = (values.min() ?? .nan, values.max() ?? .nan)
            text += "  \(parameter.name): \(NumberText.significant(low, digits: 6)) to \(NumberText.significant(high, digits: 6))"
            text += parameter.unit.isEmpty ? "\n" : " \(parameter.unit)\n"
        }
        var counts: [String: (particles: Int, responses: Int)] = [:]
        for (particle, count) in zip(particles, repeats) {
            let name = particle.species?.names.first ?? "other"
            let known = counts[name] ?? (0, 0)
            counts[name] = (known.particles + 1, known.responses + count)
        }
        let species = counts.sorted { ($1.value.responses, $0.key) < ($0.value.responses, $1.key) }.map { name, count in
            "\(name) \(NumberText.grouped(count.responses)) (\(amount(count.particles, "particle")))"
        }
        text += "  species, responses: \(species.joined(separator: ", "))\n"
        return text
    }

    /// What channel sums without pictures hold.
    private static func text(_ set: ChannelSumFile) -> String {
        var repeats: [Particle: Int] = [:]
        for particle in set.particles { repeats[particle, default: 0] += 1 }
        let particles = Array(repeats.keys)
        let counts = particles.map { repeats[$0] ?? 0 }
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        var text = "channel sums of \(amount(set.sums.count, "response")) to \(amount(particles.count, "particle")), "
        text += "\(fewest == most ? "\(most)" : "\(fewest) to \(most)") each; there are no pictures\n"
        text += Self.text(of: particles, repeats: counts)
        func line(_ name: String, _ values: [Double]) -> String {
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            let (low, high) = (values.min() ?? .nan, values.max() ?? .nan)
            return
                "  \(name): \(NumberText.significant(low, digits: 9)) to \(NumberText.significant(high, digits: 9)), mean \(NumberText.significant(mean, digits: 4))"
        }
        for (channel, name) in MaskConvention.channelNames.enumerated() {
            text += line(name, set.sums.map { Double($0[channel]) }) + "\n"
        }
        let totals = set.sums.map { sums in (0..<ChannelSums.count).reduce(0.0) { $0 + Double(sums[$1]) } }
        return text + line("photon sum", totals) + ", \(NumberText.grouped(totals.count { $0 == 0 })) empty\n"
    }

    /// What the numbers are of, where they are a data set.
    private static func text(_ set: DataSet) -> String {
        let repeats = set.particles.indices.map { set.rows(ofParticle: $0).count }
        let (fewest, most) = (repeats.min() ?? 0, repeats.max() ?? 0)
        var text = "data set of the \(set.detector.name): \(amount(set.count, "response")) to "
        text +=
            "\(amount(set.particles.count, "particle")), \(fewest == most ? "\(most)" : "\(fewest) to \(most)") each\n"
        text += Self.text(of: set.particles, repeats: repeats)
        var (least, largest, total, empty) = (Double.infinity, 0.0, 0.0, 0)
        for response in 0..<set.count {
            var sum = 0.0
            set.responses.forEachLitPixel(of: response) { sum += Double($1) }
            (least, largest, total) = (min(least, sum), max(largest, sum), total + sum)
            if sum == 0 { empty += 1 }
        }
        text += "  photon sum: \(NumberText.significant(least, digits: 9)) to \(NumberText.significant(largest, digits: 9)), "
        text +=
            "mean \(NumberText.significant(total / Double(max(set.count, 1)), digits: 4)), \(NumberText.grouped(empty)) empty\n"
        for note in set.notes { text += "  note: \(note)\n" }
        return text
    }
}

extension NumberType {
    /// The name that NumPy prints.
    fileprivate var title: String {
        switch self {
        case .bool: "bool"
        case .int8, .int16, .int32, .int64: "int\(8 * size)"
        case .uint8, .uint16, .uint32, .uint64: "uint\(8 * size)"
        case .float16, .float32, .float64: "float\(8 * size)"
        }
    }
}
