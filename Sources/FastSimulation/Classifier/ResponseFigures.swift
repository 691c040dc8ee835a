public import Calorimeter

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The figures of a response that a classifier is given: ln(1 + n) of the five channels, of the photon sum, of the
/// brightest pixel and of the number of lit pixels; the centre of light and its root mean square width along rows and
/// columns, in pixels, 0 where there is no light.
public enum ResponseFigures {
    /// How many there are.
    public static let count = ChannelSums.count + 7

    /// Writes the figures of one response of whole photons, row-major.
    public static func write(
        _ photons: UnsafeBufferPointer<Float>, detector: Detector, sums: ChannelSums, into figures: UnsafeMutablePointer<Float>
    ) {
        var (brightest, lit): (Float, Int) = (0, 0)
        var (sum, row1, row2, column1, column2) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for row in 0..<detector.rows {
            var (light, moment, second) = (0.0, 0.0, 0.0)
            for column in 0..<detector.columns {
                let n = photons[row * detector.columns + column]
                guard n > 0 else { continue }
                brightest = max(brightest, n)
                lit += 1
                let (weight, x) = (Double(n), Double(column))
                light += weight
                moment += weight * x
                second += weight * x * x
            }
            let y = Double(row)
            sum += light
            row1 += light * y
            row2 += light * y * y
            column1 += moment
            column2 += second
        }
        for channel in 0..<ChannelSums.count { figures[channel] = log1pf(sums[channel]) }
        let rest = figures + ChannelSums.count
        rest[0] = log1pf(sums.total)
        rest[1] = log1pf(brightest)
        rest[2] = log1pf(Float(lit))
        for place in 3..<7 { rest[place] = 0 }
        guard sum > 0 else { return }
        let (y, x) = (row1 / sum, column1 / sum)
        rest[3] = Float(y)
        rest[4] = Float(x)
        rest[5] = Float(max(row2 / sum - y * y, 0).squareRoot())
        rest[6] = Float(max(column2 / sum - x * x, 0).squareRoot())
    }
}
