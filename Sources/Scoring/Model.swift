package import Calorimeter
package import DataSets
package import Evaluation
package import FastSimulation

/// Whose responses are compared with the truth under a name: those of a generator, or those of a file that another program made, a
/// model without weights.
package struct Model: Equatable, Sendable {
    package enum Source: Sendable {
        case weights(Generator)
        case file(GeneratedResponses)
    }

    package let source: Source

    /// Whether they are the very same.
    package static func == (left: Model, right: Model) -> Bool {
        left.generator === right.generator && left.file?.name == right.file?.name
    }

    package init(_ generator: Generator) { source = .weights(generator) }
    package init(_ file: GeneratedResponses) { source = .file(file) }

    package var name: String {
        switch source {
        case .weights(let generator): generator.name
        case .file(let file): file.name
        }
    }

    /// The name on the screen: that of the objective or of the file.
    package var title: String {
        switch source {
        case .weights(let generator): generator.title
        case .file(let file): file.file.name
        }
    }

    /// Nil without weights.
    package var generator: Generator? { if case .weights(let generator) = source { generator } else { nil } }
    /// Nil where there are weights.
    package var file: GeneratedResponses? { if case .file(let file) = source { file } else { nil } }

    /// Whether every pixel of its responses is known, and not channel sums alone.
    package var hasPictures: Bool { file?.file.hasPictures ?? true }

    /// What is known of its responses where these masks are asked for.
    package func observables(with masks: MaskConvention) -> Set<Observable> {
        guard !hasPictures else { return Set(Observable.allCases) }
        return masks == ChannelSumFile.masks ? Set(Observable.channels + [.sum]) : [.sum]
    }

    package var responder: any Responder {
        switch source {
        case .weights(let generator): generator
        case .file(let file): file
        }
    }

    /// The responses there are to a particle, at most `wanted`: weights make as many as one likes.
    package func count(of particle: Particle, wanted: Int) -> Int {
        file.map { min($0.rows(answering: particle).count, wanted) } ?? wanted
    }
}
