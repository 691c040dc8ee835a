import Networks

/// How the last convolution of a generator becomes ln(1 + light).
public enum OutputLink: String, CaseIterable, Hashable, Sendable {
    /// max(u, 0), as published: dark pixels are dark for certain, and have no slope.
    case relu
    /// ln(1 + eᵘ): the light is eᵘ, the natural link of a Poisson mean. Every pixel has some light and a slope.
    case softplus

    var layer: Layer {
        switch self {
        case .relu: .relu
        case .softplus: .softplus
        }
    }
}
