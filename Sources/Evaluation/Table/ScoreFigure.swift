import Calorimeter
import Foundation

/// One column of the table of scores.
public enum ScoreFigure: Hashable, Sendable, CaseIterable {
    case ws, runSpread, sigmaChannels
    /// The distance of one channel, 0…4.
    case channel(Int)
    case trueEmpty, generatedEmpty
    case photonSumBias
    case mae, rmse
    case diversityError, diversityMAE, diversityRatio, sumRatio, diversityCorrelation
    case brightestPixel, brightestContained, brightestRMS
    case time
    case auc, aucPixels, aucCNN

    public static var allCases: [ScoreFigure] {
        [.ws, .runSpread, .sigmaChannels] + (0..<ChannelSums.count).map { .channel($0) } + [
            .trueEmpty, .generatedEmpty, .photonSumBias, .mae, .rmse, .diversityError, .diversityMAE, .diversityRatio, .sumRatio,
            .diversityCorrelation, .brightestPixel, .brightestContained, .brightestRMS, .time, .auc, .aucPixels, .aucCNN,
        ]
    }

    /// Its name in files; a dot separates a group from its members.
    public var key: String {
        switch self {
        case .ws: "ws.mean"
        case .runSpread: "ws.runSpread"
        case .sigmaChannels: "ws.sigmaChannels"
        case .channel(let channel): "ws.ch\(channel + 1)"
        case .trueEmpty: "empty.true"
        case .generatedEmpty: "empty.generated"
        case .photonSumBias: "photonSumBias"
        case .mae: "channels.mae"
        case .rmse: "channels.rmse"
        case .diversityError: "diversity.error"
        case .diversityMAE: "diversity.meanAbsoluteError"
        case .diversityRatio: "diversity.ratio"
        case .sumRatio: "diversity.sumRatio"
        case .diversityCorrelation: "diversity.correlation"
        case .brightestPixel: "brightestPixelError"
        case .brightestContained: "brightestPixelErrorContained"
        case .brightestRMS: "brightestPixelRMS"
        case .time: "millisecondsPerResponse"
        case .auc: "auc"
        case .aucPixels: "aucPixels"
        case .aucCNN: "aucCNN"
        }
    }

    /// Its column heading.
    public var title: String {
        switch self {
        case .ws: "WS"
        case .runSpread: "±runs"
        case .sigmaChannels: "σ ch"
        case .channel(let channel): "ch\(channel + 1)"
        case .trueEmpty: "true"
        case .generatedEmpty: "empty"
        case .photonSumBias: "bias"
        case .mae: "MAE"
        case .rmse: "RMSE"
        case .diversityError: "error"
        case .diversityMAE: "MAE"
        case .diversityRatio: "ratio"
        case .sumRatio: "σ sum"
        case .diversityCorrelation: "corr."
        case .brightestPixel: "peak"
        case .brightestContained: "cont."
        case .brightestRMS: "RMS"
        case .time: "ms"
        case .auc: "AUC"
        case .aucPixels: "AUC px"
        case .aucCNN: "AUC CNN"
        }
    }

    /// A short description with its unit.
    public var explanation: String {
        switch self {
        case .ws: "Wasserstein-1 distance of channel sums, photons, mean over the channels"
        case .runSpread: "standard deviation of the mean distance over the runs, photons"
        case .sigmaChannels: "spread of the distance over the channels, photons"
        case .channel(let channel): "Wasserstein-1 distance of channel \(channel + 1), photons"
        case .trueEmpty: "true responses without a photon"
        case .generatedEmpty: "responses without a photon"
        case .photonSumBias: "photons of all responses against the true ones"
        case .mae: "mean |Δ| of channel sums in pairs of responses to one particle, photons"
        case .rmse: "root mean square Δ of channel sums in pairs of responses to one particle, photons"
        case .diversityError: "mean |Δ| of diversity over particles, as a part of the largest true one"
        case .diversityMAE: "mean |Δ| of diversity over particles, photons"
        case .diversityRatio: "mean diversity over the mean true one"
        case .sumRatio: "mean σ of one particle's photon sum over the mean true one"
        case .diversityCorrelation: "correlation of diversity with the true one over particles"
        case .brightestPixel: "median distance of the brightest pixels of mean responses, pixels"
        case .brightestContained: "the same of photons and neutrons inside the face above 300 GeV, pixels"
        case .brightestRMS: "root mean square distance of the brightest pixels in pairs of responses, pixels"
        case .time: "time per response on one core of this machine, ms; floor: reference Monte Carlo"
        case .auc: "area under the ROC curve of a classifier on figures of a response; 0.5 is perfect"
        case .aucPixels: "the same of a small convolutional classifier on pixels"
        case .aucCNN: "the same of a larger convolutional classifier on pixels"
        }
    }

    /// The value; nil if missing. Shares are between 0 and 1.
    public func value(of score: Score) -> Double? {
        switch self {
        case .ws: score.ws.mean.isNaN ? nil : score.ws.mean
        case .runSpread: score.runSpread
        case .sigmaChannels: score.ws.mean.isNaN ? nil : score.ws.sigmaOverChannels
        case .channel(let channel): score.ws.mean.isNaN ? nil : score.ws.channels[channel]
        case .trueEmpty: score.trueEmpty
        case .generatedEmpty: score.generatedEmpty
        case .photonSumBias: score.photonSumBias
        case .mae: score.channelMAE.isNaN ? nil : score.channelMAE
        case .rmse: score.channelRMSE.isNaN ? nil : score.channelRMSE
        case .diversityError: score.diversity?.error
        case .diversityMAE: score.diversity?.meanAbsoluteError
        case .diversityRatio: score.diversity?.ratio
        case .sumRatio: score.sumRatio
        case .diversityCorrelation: score.diversity?.correlation
        case .brightestPixel: score.brightestPixel?.median
        case .brightestContained: score.brightestPixel?.containedMedian
        case .brightestRMS: score.brightestPixel?.responseRMS
        case .time: score.secondsPerResponse.map { 1000 * $0 }
        case .auc: score.auc
        case .aucPixels: score.aucPixels
        case .aucCNN: score.aucCNN
        }
    }

    /// Whether it is shown as a percentage.
    public var isPercent: Bool { self == .trueEmpty || self == .generatedEmpty || self == .photonSumBias }

    /// The number of decimals shown.
    private func decimals(_ value: Double) -> Int {
        switch self {
        case .time: value < 0.9995 ? 3 : value < 9.995 ? 2 : 1
        case .ws, .runSpread, .sigmaChannels, .channel, .diversityRatio, .sumRatio, .brightestPixel, .brightestContained: 2
        case .diversityError, .diversityCorrelation, .auc, .aucPixels, .aucCNN: 3
        default: 1
        }
    }

    /// The value as shown: "12.90", "+1.3 %", "–" if missing.
    public func text(of score: Score) -> String {
        guard let value = value(of: score), !value.isNaN else { return "–" }
        guard value.isFinite else { return value > 0 ? "∞" : "-∞" }
        let number = String(format: "%.\(decimals(value))f", isPercent ? 100 * value : value)
        let isZero = !number.contains { ("1"..."9").contains($0) }
        let magnitude = isZero && number.hasPrefix("-") ? String(number.dropFirst()) : number
        let sign = self == .photonSumBias && value > 0 && !isZero ? "+" : ""
        return sign + magnitude + (isPercent ? " %" : "")
    }
}
