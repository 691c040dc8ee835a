import Support
import Testing
import Text

@testable import DataSets

@Suite("Parts of the samples")
struct ShardTests {
    @Test(
        "Parts cover all samples, each once, and are equal to within one",
        arguments: [(10, 3), (5, 7), (1_000_000_000_000, 999_983), (64, 64), (1, 1)])
    func ranges(total: Int, count: Int) throws {
        var next = 0
        for index in 0..<min(count, 50_000) {
            let samples = try #require(Shard(index: index, count: count)).samples(of: total)
            #expect(samples.lowerBound == next)
            #expect((total / count...(total + count - 1) / count).contains(samples.count))
            next = samples.upperBound
        }
        #expect(try #require(Shard(index: count - 1, count: count)).samples(of: total).upperBound == total)
    }

    @Test("A damaged record of a part is none, or says the same when it is written again")
    func damagedRecords() throws {
        let sound = DataSetPart(
            shard: try #require(Shard(index: 3, count: 8)), total: 1_000_000, identity: "simulate\nseed 42\nsampler 1000000")
        #expect(DataSetPart(text: sound.text)?.text == sound.text)
        var taken = 0
        for index in 0..<20_000 {
            var mutator = Mutator(.text, seeds: [Array(sound.text.utf8)], seed: 1, index: UInt64(index))
            let (file, mutations) = mutator.next()
            guard let part = DataSetPart(text: String(decoding: mutations.reduce(file) { $1.applied(to: $0) }, as: UTF8.self))
            else { continue }
            taken += 1
            #expect(DataSetPart(text: part.text)?.text == part.text, "\(index): \(part.text.debugDescription)")
            #expect(part.shard.index < part.shard.count && part.total > 0, "\(index)")
            for other in [part.difference(from: sound), sound.difference(from: part)] {
                #expect([other?.0, other?.1].allSatisfy { $0?.unicodeScalars.allSatisfy(\.isDisplayable) ?? true }, "\(index)")
            }
        }
        #expect((1000..<19_000).contains(taken), "\(taken)")
    }
}
