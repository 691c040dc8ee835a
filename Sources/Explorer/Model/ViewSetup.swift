/// A view and how it is set to begin with, as `zdc render` asks for it. Each page makes its own.
public struct ViewSetup: Sendable {
    /// Whether it is a view of models, and not of files.
    public let showsModels: Bool
    let open: @Sendable (inout ExplorerState) -> Void

    init(showsModels: Bool = true, open: @escaping @Sendable (inout ExplorerState) -> Void) {
        (self.showsModels, self.open) = (showsModels, open)
    }
}
