import Canvas

extension Transfer {
    /// The short name beside a colour bar.
    var label: String {
        switch self {
        case .logarithmic: "ln(1+n)"
        case .squareRoot: "sqrt(n)"
        case .linear: "linear"
        }
    }
}
