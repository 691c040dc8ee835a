import Calorimeter

/// The parameters that lie outside the training particles, in the room that there is.
enum OutsideText {
    /// "energy Px Py", or "energy +2" where there is room for no more.
    static func names(_ parameters: [Parameter], separator: String = " ", room: Int) -> String {
        for count in stride(from: parameters.count, to: 0, by: -1) {
            let names = parameters.prefix(count).map(\.name).joined(separator: separator)
            let text = count == parameters.count ? names : "\(names) +\(parameters.count - count)"
            if text.count <= room { return text }
        }
        return parameters.count.description.count <= room ? "\(parameters.count)" : ""
    }
}
