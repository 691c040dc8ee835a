/// Numbers for the pairs of foreground and background that ncurses draws with.
///
/// ncurses' own `alloc_pair` never fails but takes the oldest pair away from cells that still show it, so pairs are numbered here:
/// a full table says so, and the screen begins a new one by drawing everything again.
struct ColorPairs {
    /// The highest pair number for now; pair 0 is the terminal's own colours.
    private(set) var limit: Int
    /// The highest that there can be.
    private let most: Int
    private var numbers: [Int64: Int32] = [:]

    init(limit: Int, most: Int) { (self.limit, self.most) = (max(0, min(limit, most)), max(0, most)) }

    enum Pair: Hashable {
        case known(Int32)
        /// Numbered just now: ncurses does not know its colours yet.
        case new(Int32)
        case full
    }

    mutating func pair(foreground: Int32, background: Int32) -> Pair {
        if foreground == ColorNumbers.standard, background == ColorNumbers.standard { return .known(0) }
        let key = Int64(foreground) << 32 | Int64(UInt32(bitPattern: background))
        if let number = numbers[key] { return .known(number) }
        guard numbers.count < limit else { return .full }
        let number = Int32(numbers.count + 1)
        numbers[key] = number
        return .new(number)
    }

    mutating func removeAll() { numbers = [:] }

    /// Makes room for as many again; false if there can be no more.
    mutating func widen() -> Bool {
        guard limit < most else { return false }
        limit = min(2 * limit, most)
        return true
    }
}
