extension CaseIterable where Self: Equatable, AllCases: RandomAccessCollection {
    /// The case after this one, round and round.
    var next: Self {
        let all = Self.allCases
        guard let index = all.firstIndex(of: self) else { return self }
        let following = all.index(after: index)
        return following == all.endIndex ? all[all.startIndex] : all[following]
    }
}
