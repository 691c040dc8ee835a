import Calorimeter

/// What is on the screen as numbers: with both calorimeters side by side, those of both.
struct ShownNumbers {
    let document: NumberDocument
    /// The calorimeters that have numbers.
    let detectors: [Detector]

    /// Nil before there are any.
    init?(_ state: ExplorerState) {
        let parts = state.shownDetectors.compactMap { detector in
            state.page.numbers(state.facing(detector)).map { (detector: detector, document: $0) }
        }
        guard let first = parts.first else { return nil }
        detectors = parts.map(\.detector)
        let tables = parts.compactMap { part in part.document.table.map { (part.detector.name, $0) } }
        // A report of scores is of one calorimeter.
        document =
            state.showsBoth && tables.count == parts.count
            ? NumberDocument(.joined(tables.map { (detector: $0.0, table: $0.1()) })) : first.document
    }
}

extension ExplorerState {
    /// Pictures and samples on the screen as arrays; empty before there are any.
    var shownArrays: [NamedArray] {
        guard showsBoth else { return page.arrays(self) }
        return NamedArray.joined(arraysOfEach)
    }

    /// The calorimeters that have arrays, by name.
    var detectorsWithArrays: [String] { showsBoth ? arraysOfEach.map(\.detector) : [detector.name] }

    private var arraysOfEach: [(detector: String, arrays: [NamedArray])] {
        shownDetectors.map { ($0.name, page.arrays(facing($0))) }.filter { !$0.arrays.isEmpty }
    }
}
