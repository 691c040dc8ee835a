import Calorimeter
public import Files

/// Particles of a file: a table as text, or an array of NumPy's.
///
///     let file = try ParticleFile(path: "particles.csv")
///     let first = try file.particles.particles(0..<10)
///
/// What the file is shows in its first bytes. A text has a header (zdc-files(5) has names and units); an array, NPY or in
/// an NPZ under the name `conditions`, `particles` or `arr_0`, has the shape (N, 9) in the published order, or (N, 10) with
/// PDG numbers behind them, which are not used.
public struct ParticleFile: Sendable {
    public let particles: ParticleList
    /// What a user should know of how the file was read, a sentence each.
    public let notes: [String]

    /// Reads and checks all particles.
    ///
    /// - Parameters:
    ///   - path: the file's, or "-" for a text on standard input.
    ///   - allowsOffShell: whether energy, momentum and mass may disagree.
    ///   - progress: called now and then with the particles so far and the part of the file, 0…1, if it is known.
    /// - Throws: a sentence with the line or row if there are no particles, or if one cannot be.
    public init(
        path: String, allowsOffShell: Bool = false, progress: (_ particles: Int, _ part: Double?) -> Void = { _, _ in }
    ) throws(FileError) {
        var builder = ParticleListBuilder()
        let title: String
        if let array = try Self.array(path: path) {
            title = path
            notes = try Self.read(array, path: path, allowsOffShell: allowsOffShell, into: &builder, progress: progress)
        } else {
            let reader = try LineReader(path: path)
            var table = try ParticleTable(reader, allowsOffShell: allowsOffShell)
            title = reader.title
            while let particle = try table.next() {
                try builder.append(particle)
                if builder.count % Self.block == 0 { progress(builder.count, table.progress) }
            }
            notes = try table.columns.notes.map { "\(reader.title): \($0)." } + table.unitNotes()
        }
        guard builder.count > 0 else { throw FileError.content(title, "has no particles; expected at least one") }
        particles = try builder.finish()
    }

    /// Whether a text begins with a header of particles.
    package static func isTable(path: String) -> Bool {
        guard let lines = try? LineReader(path: path) else { return false }
        return (try? ParticleTable(lines, allowsOffShell: true)) != nil
    }

    /// Rows that are read at a time.
    private static let block = 4096

    /// The array of a file of NumPy's; nil if the file is something else.
    private static func array(path: String) throws(FileError) -> ArrayReader? {
        guard path != "-", let format = try ArrayFormat(path: path) else { return nil }
        switch format {
        case .npy: return try ArrayReader(path: path)
        case .npz:
            let file = try NPZFile(path: path)
            let name = ["conditions", "particles", "arr_0"].first(where: file.names.contains)
            guard let name else {
                throw FileError.content(
                    path,
                    "has \(file.contents); expected an array named conditions, particles or arr_0")
            }
            return try file.array(named: name)
        }
    }

    private static func read(
        _ array: ArrayReader, path: String, allowsOffShell: Bool, into builder: inout ParticleListBuilder,
        progress: (Int, Double?) -> Void
    ) throws(FileError) -> [String] {
        let width = try ConditionArray.width(array, path: path)
        let nine = Parameter.publishedOrder.count
        let count = array.shape[0]
        let all = array.header.isFortranOrder ? try array.doubles() : []
        var units = UnitCheck()
        for first in stride(from: 0, to: count, by: block) {
            let rows = first..<min(first + block, count)
            var numbers =
                all.isEmpty
                ? [Double](repeating: 0, count: rows.count * width) : Array(all[first * width..<rows.upperBound * width])
            if all.isEmpty {
                var span = numbers.mutableSpan
                try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in try array.read(into: buffer) }
            }
            for row in rows {
                let start = (row - first) * width
                let particle = Particle(conditions: Array(numbers[start..<start + nine]))
                if let reason = particle.refusal(allowsOffShell: allowsOffShell) {
                    throw FileError.content(path, "row \(row + 1): \(reason)")
                }
                units.add(particle)
                try builder.append(particle)
            }
            progress(rows.upperBound, Double(rows.upperBound) / Double(count))
        }
        if !allowsOffShell, let reason = units.refusal(isTable: false) { throw FileError.content(path, reason) }
        return (width > nine ? ["\(path): the tenth column, PDG numbers, is not used."] : [])
            + units.notes(isTable: false).map { "\(path): \($0)." }
    }
}

/// The shape of conditions in an array.
enum ConditionArray {
    /// Numbers in a row: nine, or ten with a PDG number.
    static func width(_ array: ArrayReader, path: String) throws(FileError) -> Int {
        let nine = Parameter.publishedOrder.count
        guard array.shape.count == 2, [nine, nine + 1].contains(array.shape[1]) else {
            throw FileError.content(path, "has particles of the shape \(array.shape); expected (N, \(nine)) or (N, \(nine + 1))")
        }
        return array.shape[1]
    }
}
