import Testing
@testable import Networks

@Suite("The cost of a network")
struct NetworkCostTests {
    @Test("an upsampled 3 × 3 convolution costs a quarter, counted by hand")
    func upsampled() throws {
        let network = try Network(
            input: Shape(rows: 5, columns: 4, channels: 2), layers: [.upsample, .convolution(size: 3, outputs: 7)])
        #expect(network.reducedMultiplications == 9 * 5 * 4 * 2 * 7)
        #expect(network.directMultiplications == 8 * 6 * 9 * 2 * 7)
    }

    @Test("dense layers and other convolutions cost the same in both forms")
    func direct() throws {
        let network = try Network(
            input: Shape(12), layers: [.dense(outputs: 18), .reshape(Shape(rows: 3, columns: 3, channels: 2)), .convolution(size: 2, outputs: 5)])
        #expect(network.directMultiplications == 12 * 18 + 2 * 2 * 4 * 2 * 5)
        #expect(network.reducedMultiplications == network.directMultiplications)
    }
}
