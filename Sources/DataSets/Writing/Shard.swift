/// One of equal parts of the work: part `index` of `count`, the first is 0.
package struct Shard: Hashable, Sendable {
    package let index: Int
    package let count: Int

    package static let most = 1_000_000

    package init?(index: Int, count: Int) {
        guard (1...Self.most).contains(count), (0..<count).contains(index) else { return nil }
        (self.index, self.count) = (index, count)
    }

    /// Its part of so many samples: as many as any other part, to within one.
    package func samples(of total: Int) -> Range<Int> {
        func begin(_ part: Int) -> Int { total / count * part + min(part, total % count) }
        return begin(index)..<begin(index + 1)
    }
}
