/// What a generator is trained for, in the order in which models are listed.
///
/// The energy score needs no critic. The next two decode what an encoder says of true responses. The poster's four play against
/// a critic, each with one term more than the one before it.
public enum Objective: String, CaseIterable, Sendable {
    case energyScore = "energy-score"
    case latentFlow = "latent-flow"
    case vae
    case gan
    case sdiGAN = "sdi-gan"
    case sdiGANReg = "sdi-gan-reg"
    case sdiGANRegAux = "sdi-gan-reg-aux"

    /// The name on the screen.
    public var title: String {
        switch self {
        case .gan: "GAN"
        case .sdiGAN: "SDI-GAN"
        case .sdiGANReg: "SDI-GAN + reg."
        case .sdiGANRegAux: "SDI-GAN + reg. + aux. reg."
        case .energyScore: "energy score"
        case .vae: "VAE"
        case .latentFlow: "latent flow"
        }
    }

    /// What a step along it is, in a few words.
    public var method: String {
        if isAdversarial { return "against the critic" }
        return hasEncoder ? "with the encoder" : "on the energy score"
    }

    /// Whether a critic takes part.
    public var isAdversarial: Bool { self == .gan || hasDiversity }
    /// Whether an encoder takes part.
    public var hasEncoder: Bool { self == .vae || hasFlow }
    /// Whether a flow makes latent numbers of noise.
    public var hasFlow: Bool { self == .latentFlow }
    /// Whether two answers to the same particle that are too alike cost something in the critic's eyes.
    public var hasDiversity: Bool { self == .sdiGAN || hasIntensity }
    /// Whether the photon sum is a term.
    public var hasIntensity: Bool { self == .sdiGANReg || hasPosition }
    /// Whether the place of the brightest pixel is a term.
    public var hasPosition: Bool { self == .sdiGANRegAux }
}
