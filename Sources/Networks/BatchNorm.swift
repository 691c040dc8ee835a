extension Network {
    /// Added to a variance before the root, in every batch normalisation.
    public static let normEpsilon = 1e-5
    /// The part of the running statistics that stays at each step of training (Keras's default).
    public static let normMomentum = 0.99
}
