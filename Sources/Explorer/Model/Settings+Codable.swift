import Calorimeter
import Evaluation

extension Parameter: Codable {
    /// By its name on the screen.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let parameter = Self.allCases.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no parameter is called \(name)"))
        }
        self = parameter
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension ParameterRow: Codable {
    private static let speciesName = "species"

    init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        self = name == Self.speciesName ? .species : .parameter(try Parameter(from: decoder))
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .parameter(let parameter): try parameter.encode(to: encoder)
        case .species:
            var container = encoder.singleValueContainer()
            try container.encode(Self.speciesName)
        }
    }
}

extension ScoreFigure: Codable {
    /// By its name in files of scores.
    public init(from decoder: any Decoder) throws {
        let key = try decoder.singleValueContainer().decode(String.self)
        guard let figure = Self.allCases.first(where: { $0.key == key }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no score is called \(key)"))
        }
        self = figure
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(key)
    }
}
