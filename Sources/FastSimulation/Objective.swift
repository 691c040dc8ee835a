/// What a generator was trained for. Each objective adds one term to the one before it.
public enum Objective: String, CaseIterable, Sendable {
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
        }
    }
}
