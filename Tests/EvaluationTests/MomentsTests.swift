import Evaluation
import Testing

@Suite("Mean and standard deviation")
struct MomentsTests {
    @Test("By hand: 2, 4, 6 have the mean 4, σ √(8/3), as a sample 2")
    func byHand() {
        let moments = Moments([2.0, 4, 6])
        #expect(moments.mean == 4 && moments.count == 3)
        #expect(abs(moments.sigma - (8.0 / 3).squareRoot()) < 1e-15)
        #expect(moments.sampleSigma == 2)
        #expect(Moments([Float(2), 4, 6]) == moments)
    }

    @Test("One number does not vary; none have no mean")
    func few() {
        #expect(Moments([5.0]).sigma == 0)
        #expect(Moments([5.0]).sampleSigma == nil)
        #expect(Moments([Double]()).mean.isNaN && Moments([Double]()).sigma.isNaN)
    }

    @Test("A pixel that never varies has σ 0 exactly, however bright")
    func steadyPixels() {
        var pixels = PixelMoments(pixels: 2)
        for _ in 0..<7 { [Float(16_777_213), 1].withUnsafeBufferPointer { pixels.add($0) } }
        #expect(pixels.sigma == [0, 0] && pixels.sumOfSigmas == 0)
        #expect(pixels.mean == [16_777_213, 1])
        pixels.removeAll()
        #expect(pixels.count == 0 && pixels.mean == [0, 0])
    }
}
