extension Score {
    /// The mean of several runs on the same truth; nil if there are none.
    public init?(meanOf runs: [Score]) {
        guard var score = runs.first else { return nil }
        func mean(_ figure: (Score) -> Double) -> Double { runs.reduce(0) { $0 + figure($1) } / Double(runs.count) }
        func mean(_ figure: (Score) -> Double?) -> Double? {
            let values = runs.compactMap(figure)
            return values.count == runs.count ? values.reduce(0, +) / Double(runs.count) : nil
        }
        score.runCount = runs.count
        score.particleCount = runs.map(\.particleCount).min() ?? 0
        score.ws = ChannelDistances(channels: score.ws.channels.indices.map { channel in mean { $0.ws.channels[channel] } })
        score.runSpread = Moments(runs.map(\.ws.mean)).sampleSigma
        let resamples = runs.map(\.resampledWS.count).min() ?? 0
        score.resampledWS = (0..<resamples).map { resample in mean { $0.resampledWS[resample] } }
        score.trueEmpty = mean(\.trueEmpty)
        score.generatedEmpty = mean(\.generatedEmpty)
        score.photonSumBias = mean(\.photonSumBias)
        score.channelMAE = mean(\.channelMAE)
        score.channelRMSE = mean(\.channelRMSE)
        if runs.allSatisfy({ $0.diversity != nil }) {
            score.diversity = DiversityScore(
                meanAbsoluteError: mean { $0.diversity?.meanAbsoluteError ?? .nan },
                error: mean { $0.diversity?.error ?? .nan }, ratio: mean { $0.diversity?.ratio ?? .nan },
                correlation: mean { $0.diversity?.correlation ?? .nan })
        } else {
            score.diversity = nil
        }
        score.sumRatio = mean(\.sumRatio)
        if let first = score.brightestPixel {
            score.brightestPixel = BrightestPixelScore(
                median: mean { $0.brightestPixel?.median }, containedMedian: mean { $0.brightestPixel?.containedMedian },
                containedCount: first.containedCount, responseRMS: mean { $0.brightestPixel?.responseRMS })
        }
        score.secondsPerResponse = mean(\.secondsPerResponse)
        score.auc = mean(\.auc)
        score.aucPixels = mean(\.aucPixels)
        score.aucCNN = mean(\.aucCNN)
        self = score
    }
}
