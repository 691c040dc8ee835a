/// The views of the explorer, in the order of their tabs. The raw values are what `zdc render` accepts.
enum ViewKind: String, CaseIterable, Codable, Sendable {
    case explore, diversity, compare, histograms, metrics, training, table

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The digit that opens it: its place among the tabs, from 1.
    var digit: Unicode.Scalar {
        let place = Self.allCases.firstIndex(of: self) ?? 0
        return Unicode.Scalar(UInt8(ascii: "1") + UInt8(place))
    }
}

/// A view and how it is set to begin with, as `zdc render` asks for it. Each page makes its own.
public struct ViewSetup: Sendable {
    /// Whether it is a view of models, and not of files.
    public let showsModels: Bool
    /// Whether times are measured, which differ from run to run.
    let measuresTime: Bool
    let open: @Sendable (inout ExplorerState) -> Void

    init(showsModels: Bool = true, measuresTime: Bool = false, open: @escaping @Sendable (inout ExplorerState) -> Void) {
        (self.showsModels, self.measuresTime, self.open) = (showsModels, measuresTime, open)
    }

    /// A view with these settings of its page.
    init<Settings: PageSettings>(_ settings: Settings, measuresTime: Bool = false) {
        self.init(measuresTime: measuresTime) { state in
            state.view = Settings.view
            state.settings[Settings.self] = settings
        }
    }
}

extension CaseIterable where Self: Equatable, AllCases == [Self] {
    /// The cases after and before this one, round and round.
    var next: Self { Self.allCases.neighbour(of: self, steps: 1) }
    var previous: Self { Self.allCases.neighbour(of: self, steps: -1) }
}

extension Array where Element: Equatable {
    /// The element so many places further, round and round; from anything else as from the first one.
    func neighbour(of element: Element, steps: Int) -> Element {
        let place = (firstIndex(of: element) ?? 0) + steps
        return self[(place % count + count) % count]
    }
}
