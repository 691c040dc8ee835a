import Calorimeter
import Canvas

/// The colour scales of the pictures on the screen, and the pictures themselves as heat maps.
struct PictureScales {
    let truth: HeatMap?
    let generated: HeatMap?
    /// generated − true.
    let difference: HeatMap?
    private let transfer: Transfer
    private let sharedPeak: Float?

    /// - Parameter pooling: pixels that are summed into one, along each axis.
    init(_ state: ExplorerState, pooling: Int = 1) {
        truth = state.pictures?.truth.map { HeatMap($0).pooled(by: pooling) }
        generated = state.pictures?.generated.map { HeatMap($0).pooled(by: pooling) }
        if let truth, let generated {
            difference = HeatMap(
                values: zip(generated.values, truth.values).map { $0 - $1 }, rows: truth.rows, columns: truth.columns)
        } else {
            difference = nil
        }
        transfer = state.transfer
        sharedPeak = state.explore.isScaleShared ? max(truth?.peak ?? 0, generated?.peak ?? 0) : nil
    }

    func map(of picture: Picture) -> HeatMap? {
        switch picture {
        case .generated: generated
        case .truth: truth
        case .difference: difference
        }
    }

    /// The scale of a picture; true and generated share theirs unless the user asked for their own.
    func scale(of picture: Picture) -> HeatMapScale {
        switch picture {
        case .generated, .truth: .photons(transfer, peak: max(sharedPeak ?? map(of: picture)?.peak ?? 0, 1))
        case .difference: .difference(transfer, peak: max(difference?.peakMagnitude ?? 0, 1))
        }
    }

    /// The scale of a picture whose pixels are pooled: photons add up, so the peak is another.
    func pooledScale(of map: HeatMap, isDiverging: Bool) -> HeatMapScale {
        isDiverging ? .difference(transfer, peak: max(map.peakMagnitude, 1)) : .photons(transfer, peak: max(map.peak, 1))
    }
}
