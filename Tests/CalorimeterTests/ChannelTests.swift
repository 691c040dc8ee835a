import Calorimeter
import Testing

@Suite("Channels")
struct ChannelTests {
    /// A face of four rows and six columns.
    static let small = Detector(
        name: "small", rows: 4, columns: 6, pitchCM: 1, lowEdgeXCM: -2, lowEdgeYCM: -3, depthCM: 10, faceACM: 100, faceCCM: 100)

    @Test(
        "The masks of the publications, and the towers",
        arguments: [
            (
                MaskConvention.thesis,
                """
                535454
                353545
                515252
                151525
                """
            ),
            (
                .wojnar,
                """
                151525
                515252
                353545
                535454
                """
            ),
            (
                .o2,
                """
                515353
                151535
                525454
                252545
                """
            ),
            (
                .towers,
                """
                515151
                252525
                535353
                454545
                """
            ),
        ])
    func masks(convention: MaskConvention, picture: String) {
        let channels = ChannelMap(detector: Self.small, convention: convention).channels
        let rows = stride(from: 0, to: channels.count, by: 6).map { start in
            channels[start..<start + 6].map { String($0 + 1) }.joined()
        }
        #expect(rows.joined(separator: "\n") == picture)
    }

    @Test(
        "Every photon is counted in the channel of its pixel", arguments: MaskConvention.allCases,
        [(4, 6), (5, 7), (1, 1), (2, 1), (44, 44), (56, 30)])
    func sums(convention: MaskConvention, shape: (rows: Int, columns: Int)) {
        let detector = Detector(
            name: "any", rows: shape.rows, columns: shape.columns, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1,
            faceACM: 1,
            faceCCM: 1)
        let map = ChannelMap(detector: detector, convention: convention)
        var response = Response(detector: detector)
        for index in response.photons.indices { response.photons[index] = Float((index * 7919) % 13) }
        var expected = [Float](repeating: 0, count: ChannelSums.count)
        for (index, channel) in map.channels.enumerated() { expected[Int(channel)] += response.photons[index] }
        let sums = map.sums(response)
        #expect((0..<ChannelSums.count).map { sums[$0] } == expected)
        #expect(sums.total == response.photons.reduce(0, +))
    }

    @Test(
        "The common channel holds half of the fibres, and every quadrant or tower an eighth", arguments: MaskConvention.allCases)
    func fibres(convention: MaskConvention) {
        for detector in Detector.all {
            let channels = ChannelMap(detector: detector, convention: convention).channels
            for channel in 0..<4 as Range<UInt8> { #expect(channels.count { $0 == channel } * 8 == detector.pixelCount) }
            #expect(channels.count { $0 == 4 } * 2 == detector.pixelCount)
        }
    }

    @Test("Each tower of the proton calorimeter is a slab of fourteen rows, the first nearest to the beam")
    func slabs() {
        let detector = Detector.zp
        for (index, channel) in ChannelMap(detector: detector, convention: .towers).channels.enumerated() where channel < 4 {
            #expect(Int(channel) == index / detector.columns / 14)
        }
    }

    @Test("If the number of rows is not divisible by four, towers differ by at most one row", arguments: 1...60)
    func unevenTowers(rows: Int) {
        let detector = Detector(
            name: "any", rows: rows, columns: 2, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1, faceACM: 1, faceCCM: 1)
        let towers = ChannelMap(detector: detector, convention: .towers).channels.filter { $0 < 4 }
        #expect(towers == towers.sorted() && towers.count == rows)
        for tower in 0..<4 as Range<UInt8> {
            #expect([rows / 4, (rows + 3) / 4].contains(towers.count { $0 == tower }))
        }
    }

    @Test("There is a name for every channel")
    func names() {
        #expect(MaskConvention.channelNames == ["ch1", "ch2", "ch3", "ch4", "ch5"])
        #expect(MaskConvention.channelNames.count == ChannelSums.count)
    }
}
