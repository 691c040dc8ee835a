import Random
import Testing

@Suite("The generator is the published one")
struct GeneratorTests {
    @Test("xoshiro256++ from the state (1, 2, 3, 4)")
    func referenceOutput() {
        var random = RandomStream(state: (1, 2, 3, 4))
        let published: [UInt64] = [
            41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
            9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807, 15_849_039_046_786_891_736,
            10_450_023_813_501_588_000,
        ]
        #expect(published.map { _ in random.next() } == published)
    }

    @Test("xoshiro256++ from a state of one bit")
    func oneBit() {
        var random = RandomStream(state: (0, 0, 0, 1))
        let published: [UInt64] = [
            0x80_0000, 0x80_0011, 0x2_2000_0080_0011, 0x2_2000_4400_0020, 0x2_2000_4480_08A1, 0x110_2100_8022_08A0,
            0x114_0022_8420_0880, 0x402_8966_44A6_4095, 0x8A14_A0A2_44AC_C891, 0x8C88_BA46_80B2_0495,
        ]
        #expect(published.map { _ in random.next() } == published)
    }

    @Test("SplitMix64 from two seeds")
    func splitMix() {
        var mixer = SplitMix64(state: 1_234_567)
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ]
        #expect(published.map { _ in mixer.next() } == published)
        var zero = SplitMix64(state: 0)
        #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
    }

    @Test("The numbers of a stream never change, since files and tests depend on them")
    func streamIsFixed() {
        var random = RandomStream(seed: 42, purpose: .truth, index: 7)
        let known: [UInt64] = [2_957_235_593_184_234_186, 629_258_231_116_985_165, 17_270_143_294_534_686_137]
        #expect(known.map { _ in random.next() } == known)
    }
}

@Suite("Streams are independent")
struct StreamTests {
    @Test("Equal seed, purpose and index give equal streams; any other gives another stream")
    func names() {
        func first(_ seed: UInt64, _ purpose: RandomStream.Purpose, _ index: UInt64) -> [UInt64] {
            var random = RandomStream(seed: seed, purpose: purpose, index: index)
            return (0..<4).map { _ in random.next() }
        }
        let name = first(1, .truth, 1)
        #expect(name == first(1, .truth, 1))
        for other in [
            first(2, .truth, 1), first(1, .truthRepeat, 1), first(1, .noise, 1), first(1, .particles, 1), first(1, .truth, 2),
        ] {
            #expect(name != other)
        }
    }

    @Test("No two of many neighbouring streams start with the same numbers")
    func firstNumbersDiffer() {
        var seen = Set<UInt64>()
        for seed in 0..<20 as Range<UInt64> {
            for purpose in [RandomStream.Purpose.truth, .truthRepeat, .noise, .particles] {
                for index in 0..<500 as Range<UInt64> {
                    var random = RandomStream(seed: seed, purpose: purpose, index: index)
                    seen.insert(random.next())
                }
            }
        }
        #expect(seen.count == 20 * 4 * 500)
    }

    @Test("The first numbers of streams with neighbouring indices are uniform and uncorrelated")
    func neighbours() {
        let count = 100_000
        let first = (0..<count).map { index in
            var random = RandomStream(seed: 5, purpose: .truth, index: UInt64(index))
            return random.uniform()
        }
        expectUniform(first)
        let products = zip(first, first.dropFirst()).map { ($0 - 0.5) * ($1 - 0.5) * 12 }
        #expect(abs(products.reduce(0, +) / Double(count)) < 4 / Double(count).squareRoot())
    }

    @Test("Two streams are uncorrelated along their length", arguments: [(1, 2), (7, 8), (0, .max)] as [(UInt64, UInt64)])
    func correlation(one: UInt64, other: UInt64) {
        var (a, b) = (RandomStream(seed: 5, purpose: .truth, index: one), RandomStream(seed: 5, purpose: .truth, index: other))
        let count = 100_000
        let sum = (0..<count).reduce(0.0) { sum, _ in sum + (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12 }
        #expect(abs(sum / Double(count)) < 4 / Double(count).squareRoot())
    }

    @Test("Any seed and index make a stream", arguments: [0, 1, .max] as [UInt64])
    func extremeNames(number: UInt64) {
        var random = RandomStream(seed: number, purpose: .init(rawValue: number), index: number)
        expectUniform((0..<10_000).map { _ in random.uniform() })
    }
}
