import Calorimeter
import Files

/// The two arrays that a path of a data set names: particles, and responses to them or their channel sums.
struct DataSetArrays {
    let name: String
    let conditions: ArrayReader
    let conditionsTitle: String
    let responses: ArrayReader
    let responsesTitle: String

    init(path: String) throws(FileError) {
        let paths = try Self.paths(path)
        name = DataSet.name(ofPaths: paths)
        if paths.count == 1 {
            guard try ArrayFormat(path: path) == .npz else {
                let found = FileKind.name(ofFileAt: path) ?? "not an NPZ file"
                throw FileError.content(
                    path,
                    "is \(found); expected an NPZ file with 'conditions' and 'responses', or two files with one array each as FILE,FILE"
                )
            }
            let file = try NPZFile(path: path)
            let responses = file.names.contains("sums") && !file.names.contains("responses") ? "sums" : "responses"
            (conditionsTitle, responsesTitle) = ("\(path), array 'conditions'", "\(path), array '\(responses)'")
            (conditions, self.responses) = (try file.array(named: "conditions"), try file.array(named: responses))
        } else {
            let first = try Self.onlyArray(paths[0])
            let second = try Self.onlyArray(paths[1])
            let isSwapped =
                first.shape.count > second.shape.count
                || (first.shape.count == second.shape.count && Self.isOfSums(first) && !Self.isOfSums(second))
            (conditions, responses) = isSwapped ? (second, first) : (first, second)
            (conditionsTitle, responsesTitle) = isSwapped ? (paths[1], paths[0]) : (paths[0], paths[1])
        }
    }

    /// Whether the responses are channel sums, (N, 5), without pictures.
    var areSums: Bool { Self.isOfSums(responses) }

    private static func isOfSums(_ array: ArrayReader) -> Bool {
        array.shape.count == 2 && array.shape[1] == ChannelSums.count
    }

    /// The particle of each response.
    func particles() throws(FileError) -> [Particle] {
        let numbers = try conditions.doubles()
        let width = conditions.shape[1]
        var particles: [Particle] = []
        particles.reserveCapacity(conditions.shape[0])
        for row in 0..<conditions.shape[0] {
            let own = numbers[row * width..<row * width + Parameter.publishedOrder.count]
            // Networks and files hold conditions in single precision, in which responses to one particle are found together.
            let particle = Particle(conditions: own.map { Double(Float($0)) })
            if let reason = particle.refusal(allowsOffShell: true) {
                throw FileError.content(conditionsTitle, "row \(row + 1): \(reason)")
            }
            particles.append(particle)
        }
        return particles
    }

    /// One path, which may have a comma in its name, or two.
    static func paths(_ text: String) throws(FileError) -> [String] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 || isReadable(text) { return [text] }
        guard parts.count == 2 else {
            throw FileError.content(text, "names \(parts.count) files; expected one, or two with a comma between them")
        }
        return parts
    }

    private static func isReadable(_ path: String) -> Bool {
        do throws(FileError) {
            return try ArrayFormat(path: path) != nil
        } catch {
            return false
        }
    }

    private static func onlyArray(_ path: String) throws(FileError) -> ArrayReader {
        switch try ArrayFormat(path: path) {
        case .npy: return try ArrayReader(path: path)
        case .npz:
            let file = try NPZFile(path: path)
            let names = file.names
            guard let name = names.count == 1 ? names.first : names.first(where: { $0 == "arr_0" }) else {
                throw FileError.content(path, "has \(file.contents); expected one array, or one named arr_0")
            }
            return try file.array(named: name)
        case nil:
            let found = FileKind.name(ofFileAt: path).map { "\($0); expected an NPY or an NPZ file" }
            throw FileError.content(path, "is \(found ?? "neither an NPY nor an NPZ file")")
        }
    }
}
