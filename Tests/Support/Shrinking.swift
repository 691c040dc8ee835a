/// A list that still fails, from which no single element can be removed.
///
/// Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE 28 (2002), algorithm ddmin.
public func shortest<Element>(_ all: [Element], fails: ([Element]) -> Bool) -> [Element] {
    var list = all
    var parts = 2
    while list.count >= 2 {
        let size = (list.count + parts - 1) / parts
        let starts = stride(from: 0, to: list.count, by: size)
        let smaller = starts.lazy.map { Array(list[..<$0] + list[min($0 + size, list.count)...]) }.first(where: fails)
        if let smaller {
            list = smaller
            parts = max(parts - 1, 2)
        } else if size > 1 {
            parts = min(2 * parts, list.count)
        } else {
            break
        }
    }
    return list
}
