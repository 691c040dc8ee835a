public import Calorimeter
public import Files
import Text

/// Responses that another program generated to the particles of a data set, the truth: a model without weights.
///
/// Particles are matched by their nine numbers in single precision; where the truth answers with its nearest particle, so does the
/// file. Sample k of a particle is the k-th of its responses; they come again after the last. A file of channel sums has no
/// pictures.
public struct GeneratedResponses: Responder, ResponseSession {
    /// What the model is called.
    public let name: String
    /// Its responses with their particles.
    public let file: DataSet
    private let truth: DataSet
    /// For each particle of the truth its place among those of the file; nil where the file has none.
    private let places: [Int?]

    public init(_ file: DataSet, name: String, truth: DataSet) {
        (self.name, self.file, self.truth) = (name, file, truth)
        places = truth.particles.map { particle in
            file.placeOfParticle[Particle(conditions: particle.conditions.map { Double(Float($0)) })]
        }
    }

    public var detector: Detector { file.detector }

    public func makeSession(batch: Int) -> GeneratedResponses { self }

    /// The places in the file of the responses to a particle of the truth.
    public func rows(ofTrueParticle place: Int) -> ArraySlice<Int> { places[place].map { file.rows(ofParticle: $0) } ?? [] }

    /// Those that stand for a particle's.
    public func rows(answering particle: Particle) -> ArraySlice<Int> {
        truth.match(particle).particle.map(rows(ofTrueParticle:)) ?? []
    }

    /// What is known of the channel sums of these with some masks; nil where the file has pictures.
    package func sums(answering particle: Particle, with masks: MaskConvention) -> [ChannelSums]? {
        file.sums.map { sums in rows(answering: particle).map { sums[$0].known(with: masks) } }
    }

    @discardableResult
    public func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        for (place, particle) in particles.enumerated() {
            let rows = rows(answering: particle)
            guard !rows.isEmpty, file.hasPictures else { return place }
            file.copyResponse(firstIndex + place, of: rows, to: place, in: photons)
        }
        return particles.count
    }
}

extension GeneratedResponses {
    private static let sumsAlone =
        "channel sums of the \(ChannelSumFile.masks.rawValue) masks and no pictures, so no figures of pixels and no channels of other masks"

    /// What the file lacks of a comparison with the truth, a sentence; nil if nothing.
    public var remark: String? {
        let counts = places.indices.map { rows(ofTrueParticle: $0).count }
        let missing = counts.count { $0 == 0 }
        let few = zip(counts, counts.indices).count { count, place in
            count > 0 && count < truth.halves(truth.rows(ofParticle: place)).truth.count
        }
        let unknown = file.particles.count - places.count { $0 != nil }
        let parts: [String?] = [
            missing > 0 ? "no responses to \(missing) of the \(counts.count) particles of \(truth.name)" : nil,
            few > 0 ? "too few responses to \(few) of them" : nil,
            unknown > 0 ? "\(unknown) \(unknown == 1 ? "particle" : "particles") that \(truth.name) does not hold" : nil,
            file.isRounded ? "fractions of photons, which were rounded" : nil,
            file.hasPictures ? nil : Self.sumsAlone,
        ]
        let found = parts.compactMap(\.self)
        let rest = missing > 0 ? ", while the floor and other models of a table are of all particles" : ""
        guard !found.isEmpty else { return nil }
        return "\(file.name) has \(found.joined(separator: "; ")); only what both have is compared\(rest)."
    }

    /// Reads files of generated responses.
    ///
    /// - Parameters:
    ///   - taken: names of models that are there already; a file of such a name is called by its whole name.
    ///   - progress: called now and then with the path of a file, its responses so far and its part, 0…1.
    /// - Throws: a sentence if a file is no data set, has none of the particles of the truth, or has the name of another one.
    public static func read(
        paths: [String], truth: DataSet, taken: [String],
        progress: (_ path: String, _ responses: Int, _ part: Double?) -> Void = { _, _, _ in }
    ) throws(FileError) -> [GeneratedResponses] {
        var files: [GeneratedResponses] = []
        for path in paths {
            let set = try DataSet(path: path, detector: truth.detector, allowsSums: true) { progress(path, $0, $1) }
            let names = [stem(ofPath: path), set.name]
            guard let name = names.first(where: { name in !(taken + files.map(\.name)).contains(name) }) else {
                throw FileError.content(
                    path, "has the name of another model, \(quoted(set.name)); expected files of different names")
            }
            let file = GeneratedResponses(set, name: name, truth: truth)
            guard file.places.contains(where: { $0 != nil }) else {
                throw FileError.content(
                    path,
                    "has responses to none of the \(truth.particles.count) particles of \(truth.name); expected the same nine numbers"
                )
            }
            files.append(file)
        }
        return files
    }

    /// "mine" of "a/mine.npz".
    public static func stem(ofPath path: String) -> String {
        let name = DataSet.name(ofPath: path)
        return name.lastIndex(of: ".").map { String(name[..<$0]) }.flatMap { $0.isEmpty ? nil : $0 } ?? name
    }
}
