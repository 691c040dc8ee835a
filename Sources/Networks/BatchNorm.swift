extension Network {
    /// Added to a variance before the root, in every batch normalisation.
    public static let normEpsilon = 1e-5
}
