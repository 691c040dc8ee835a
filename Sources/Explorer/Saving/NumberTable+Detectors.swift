extension NumberTable {
    /// Tables of several calorimeters as one: the calorimeter is the first column, and what differs between them is named
    /// after them, "ZN.truth".
    static func joined(_ tables: [(detector: String, table: NumberTable)]) -> NumberTable {
        let columns = tables.flatMap(\.table.columns).distinct
        var joined = NumberTable(["detector"] + columns)
        for (detector, table) in tables {
            joined.rows += table.rows.map { row in
                let entries = Dictionary(zip(table.columns, row)) { first, _ in first }
                return [.text(detector)] + columns.map { entries[$0] ?? .none }
            }
        }
        for name in tables.flatMap({ $0.table.about.map(\.name) }).distinct where name != "detector" {
            let values = tables.compactMap { detector, table in
                table.about.first { $0.name == name }.map { (detector, $0.value) }
            }
            if values.count == tables.count, let first = values.first, values.allSatisfy({ $0.1 == first.1 }) {
                joined.about.append((name, first.1))
            } else {
                joined.about += values.map { ("\($0.0).\(name)", $0.1) }
            }
        }
        return joined
    }
}

extension NamedArray {
    /// Arrays of several calorimeters beside each other: those that all have, equal, once; the others named after their
    /// calorimeter, "ZN.true".
    static func joined(_ arrays: [(detector: String, arrays: [NamedArray])]) -> [NamedArray] {
        guard let first = arrays.first?.arrays else { return [] }
        let common = first.filter { array in arrays.allSatisfy { $0.arrays.contains(array) } }
        return common
            + arrays.flatMap { detector, arrays in
                arrays.filter { !common.contains($0) }.map {
                    NamedArray("\(detector).\($0.name)", shape: $0.shape, $0.values)
                }
            }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it comes first.
    fileprivate var distinct: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
