import Canvas

/// What the user has chosen on one page: undo brings it back, and a session holds it.
protocol PageSettings: Codable, Equatable, Sendable {
    static var view: ViewKind { get }
    /// Checks, the command that repeats the view, undo and "which view has changed" are loops over this table.
    static var fields: [Field<Self>] { get }

    /// What the page begins with.
    init()
    /// What is wrong with fields that depend on each other; nil if all is well.
    var problem: String? { get }
    /// Whether the page shows a picture of each calorimeter where both are looked at; else it is of the one in front.
    var showsBoth: Bool { get }
    /// What keys mean while nothing is open.
    var restingMode: Mode { get }
    /// The program starts again with what was kept: cursors go to the top.
    mutating func startAgain()
    /// The page is left for another one.
    mutating func leave()
    /// Another calorimeter comes to the front: drops what only the old one had.
    mutating func turn(from old: CalorimeterState, to new: CalorimeterState)
    /// Moves cursors off models that the calorimeter in front does not have.
    mutating func fit(to front: CalorimeterState)
}

extension PageSettings {
    /// More models, runs and rows than anybody has.
    static var mostRows: Int { 1000 }
    /// Beyond the last step that a training history can have, and beyond all photons.
    static var farthest: Double { 1e16 }

    /// Why a zoomed range is impossible; nil if it is not.
    static func problem(ofZoom range: Range<Double>?) -> String? {
        guard let range, range.isEmpty || range.lowerBound < -farthest || range.upperBound > farthest else { return nil }
        return "a zoomed range is \(range.lowerBound) to \(range.upperBound); expected a range within 1e16"
    }

    var problem: String? { nil }
    var showsBoth: Bool { false }
    var restingMode: Mode { .browse }
    mutating func startAgain() {}
    mutating func leave() {}
    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) {}
    mutating func fit(to front: CalorimeterState) {}

    /// The first problem of any field; files can hold anything.
    fileprivate var firstProblem: String? { Self.fields.lazy.compactMap { $0.problem(self) }.first ?? problem }

    fileprivate var withoutCursors: Self {
        var bare = self
        for field in Self.fields { field.reset?(&bare) }
        return bare
    }

    /// The options that set all of it, as words of the command line.
    var words: [String] { Self.fields.flatMap { $0.words(self) } }

    /// The key of the page in a session; nil where its fields lie beside the shared ones.
    fileprivate static var key: SessionKey? { view == .explore ? nil : SessionKey(view.rawValue) }

    /// How the options differ from those of other settings, in words: "samples 64", "no difference". Cursors say nothing.
    func changes(from other: (any PageSettings)?) -> [String] {
        guard let other = other as? Self else { return [] }
        func name(_ option: String) -> String { String(option.dropFirst(2)).replacing("-", with: " ") }
        let (present, former) = (withoutCursors, other.withoutCursors)
        return Self.fields.compactMap { field in
            let (new, old) = (field.words(present), field.words(former))
            guard new != old else { return nil }
            // Of many values the name is enough.
            if let option = new.first { return new.count == 2 ? "\(name(option)) \(new[1])" : name(option) }
            return (old.count == 2 ? "usual " : "no ") + name(old[0])
        }
    }

    fileprivate func isEqual(to other: (any PageSettings)?) -> Bool { self == other as? Self }

    fileprivate func encode(beside container: inout KeyedEncodingContainer<SessionKey>, to encoder: any Encoder) throws {
        if let key = Self.key { try container.encode(self, forKey: key) } else { try encode(to: encoder) }
    }

    /// A session that was kept before there was the page says nothing about it.
    fileprivate init(beside container: KeyedDecodingContainer<SessionKey>, from decoder: any Decoder) throws {
        guard let key = Self.key else {
            self = try Self(from: decoder)
            return
        }
        self = container.contains(key) ? try container.decode(Self.self, forKey: key) : Self()
    }
}

struct Field<Owner: PageSettings>: Sendable {
    /// Why its value is impossible; nil if it is not.
    var problem: @Sendable (Owner) -> String? = { _ in nil }
    /// How the command line says it.
    var words: @Sendable (Owner) -> [String] = { _ in [] }
    /// Puts a cursor back to its start; nil for anything else. Moving a cursor is not an undo step.
    var reset: (@Sendable (inout Owner) -> Void)?

    /// A whole number.
    ///
    /// - Parameters:
    ///   - key: its name in a session.
    ///   - says: what the command line says for a value; nil: nothing.
    static func number(
        _ key: String, _ path: WritableKeyPath<Owner, Int> & Sendable, in range: @escaping @Sendable (Owner) -> ClosedRange<Int>,
        option: String? = nil, isCursor: Bool = false, says: @escaping @Sendable (Int) -> Int? = { $0 }
    ) -> Field {
        var field = Field()
        field.problem = { owner in
            let (value, range) = (owner[keyPath: path], range(owner))
            return range.contains(value)
                ? nil : "\(name(key)) is \(value); expected \(range.lowerBound) to \(NumberText.grouped(range.upperBound))"
        }
        field.words = { owner in
            guard let option, let value = says(owner[keyPath: path]) else { return [] }
            return [option, "\(value)"]
        }
        if isCursor { field.reset = { $0[keyPath: path] = Owner()[keyPath: path] } }
        return field
    }

    /// Yes or no, said by a flag where it differs from what the page begins with.
    static func flag(_ path: WritableKeyPath<Owner, Bool> & Sendable, _ option: String) -> Field {
        Field(words: { $0[keyPath: path] == Owner()[keyPath: path] ? [] : [option] })
    }

    /// One of a few words.
    static func choice<Value: RawRepresentable<String> & Sendable>(
        _ path: WritableKeyPath<Owner, Value> & Sendable, _ option: String
    ) -> Field {
        Field(words: { [option, $0[keyPath: path].rawValue] })
    }

    /// One of a few words, or none.
    static func choice<Value: RawRepresentable<String> & Sendable>(
        _ path: WritableKeyPath<Owner, Value?> & Sendable, _ option: String
    ) -> Field {
        Field(words: { $0[keyPath: path].map { [option, $0.rawValue] } ?? [] })
    }

    /// A cursor on an axis, where there is one.
    static func place(_ path: WritableKeyPath<Owner, Double?> & Sendable, _ option: String) -> Field {
        Field(
            problem: { owner in
                owner[keyPath: path].flatMap { abs($0) <= Owner.farthest ? nil : "a cursor is at \($0); expected at most 1e16" }
            }, words: { $0[keyPath: path].map { [option, "\($0)"] } ?? [] }, reset: { $0[keyPath: path] = nil })
    }

    /// A cursor that the command line does not say.
    static func cursor<Value>(_ path: WritableKeyPath<Owner, Value> & Sendable) -> Field {
        Field(reset: { $0[keyPath: path] = Owner()[keyPath: path] })
    }

    private static func name(_ key: String) -> String { Owner.key.map { "\($0.stringValue).\(key)" } ?? key }
}

struct PageSettingsSet: Equatable, Sendable {
    private var values: [ViewKind: any PageSettings] = [:]

    /// What all pages begin with.
    init(_ types: [any PageSettings.Type]) {
        for type in types { values[type.view] = type.init() }
    }

    subscript<Owner: PageSettings>(_ type: Owner.Type) -> Owner {
        get { values[Owner.view] as? Owner ?? Owner() }
        set { values[Owner.view] = newValue }
    }

    subscript(view: ViewKind) -> (any PageSettings)? {
        get { values[view] }
        set { values[view] = newValue }
    }

    mutating func change(_ body: (inout any PageSettings) -> Void) {
        for (view, old) in values {
            var value = old
            body(&value)
            values[view] = value
        }
    }

    static func == (left: PageSettingsSet, right: PageSettingsSet) -> Bool { left.views(thatDifferFrom: right).isEmpty }

    /// The views whose own settings differ.
    func views(thatDifferFrom other: PageSettingsSet) -> [ViewKind] {
        ViewKind.allCases.filter { view in values[view].map { !$0.isEqual(to: other.values[view]) } ?? false }
    }

    var withoutCursors: PageSettingsSet {
        var bare = self
        bare.change { $0 = $0.withoutCursors }
        return bare
    }

    /// What is wrong with any of them, as part of a sentence; nil if all is well.
    var problem: String? { ViewKind.allCases.lazy.compactMap { values[$0]?.firstProblem }.first }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: SessionKey.self)
        for view in ViewKind.allCases { try values[view]?.encode(beside: &container, to: encoder) }
    }

    init(_ types: [any PageSettings.Type], from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: SessionKey.self)
        for type in types { values[type.view] = try type.init(beside: container, from: decoder) }
    }
}

/// A key of any name.
private struct SessionKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
