import Calorimeter
import Networks
import Testing

@testable import FastSimulation

@Suite("The encoding for the proton calorimeter")
struct ProtonCalorimeterEncodingTests {
    private func encoded(_ kind: ConditionEncoding.Kind, _ particle: Particle) throws -> (isFinite: Bool, numbers: [Float]) {
        let ones = [Float](repeating: 1, count: Parameter.allCases.count)
        let encoding = try #require(ConditionEncoding(kind: kind, detector: .zp, mean: ones.map { $0 - 1 }, scale: ones))
        #expect(encoding.count == kind.count(for: .zp))
        var numbers = [Float](repeating: .nan, count: encoding.count)
        let isFinite = numbers.withUnsafeMutableBufferPointer { $0.baseAddress.map { encoding.encode(particle, into: $0) } }
        return (isFinite ?? false, numbers)
    }

    private func proton(px: Double, py: Double, pz: Double) -> Particle {
        Particle(massMeV: 938.272, energyGeV: 0, charge: 1, momentumGeV: Vector(px, py, pz)).withEnergyOnShell()
    }

    @Test("A proton stands under the tents of the point that the magnets bring it to")
    func landing() throws {
        // It lands at (16.476, 0.079) cm.
        let numbers = try encoded(.located, proton(px: 0.05, py: 0.02, pz: 3000)).numbers
        let five = numbers[18..<23]
        #expect(abs(five[18] - Float((16.476 - 24.35) / 11.2)) < 1e-3)
        #expect(abs(five[19] - Float(0.079 / 6)) < 1e-3)
        #expect(Array(five[20...22]) == [0, 0, 1])
        let (x, y) = ConditionEncoding.tents(for: .zp)
        let (alongX, alongY) = (Array(numbers[23..<23 + x.count]), Array(numbers[(23 + x.count)...]))
        #expect(alongY.count == y.count)
        for (heights, tents, place) in [(alongX, x, 16.476), (alongY, y, 0.079)] {
            #expect(abs(heights.reduce(0, +) - 1) < 1e-5)
            let mean = heights.enumerated().reduce(0.0) { $0 + Double($1.element) * tents.top($1.offset) }
            #expect(abs(mean - place) < 0.002)
        }
    }

    @Test("The fine encoding adds a tent for every row and column, whose tops are the pixels' centres")
    func fine() throws {
        let particle = proton(px: 0.05, py: 0.02, pz: 3000)
        let (numbers, located) = try (encoded(.fine, particle).numbers, encoded(.located, particle).numbers)
        #expect(Array(numbers.prefix(located.count)) == located)
        let (x, y) = ConditionEncoding.fineTents(for: .zp)
        #expect(abs(x.top(7) - Detector.zp.centre(row: 7, column: 3).x) < 1e-9)
        #expect(abs(y.top(3) - Detector.zp.centre(row: 7, column: 3).y) < 1e-9)
        let (alongX, alongY) = (numbers.dropFirst(located.count).prefix(56), numbers.suffix(30))
        for (heights, tents, place) in [(alongX, x, 16.476), (alongY, y, 0.079)] {
            #expect(heights.filter { $0 > 0 }.count <= 2)
            let mean = zip(heights, 0...).reduce(0.0) { $0 + Double($1.0) * tents.top($1.1) }
            #expect(abs(mean - place) < 0.002)
        }
    }

    @Test("A lost particle stands under no tent, and the wall is told")
    func lost() throws {
        let numbers = try encoded(.located, proton(px: -0.171176, py: 0.281748, pz: 2082.63)).numbers
        #expect(numbers[20] == 1)
        #expect(abs(numbers[21] - Float(6783.3 / 6500)) < 1e-6)
        #expect(numbers[23...].allSatisfy { $0 == 0 })
    }

    @Test("The numbers of the neutron calorimeter's derived encoding come first")
    func derived() throws {
        let particle = proton(px: 0.05, py: 0.02, pz: -3000)
        let ones = [Float](repeating: 1, count: Parameter.allCases.count)
        let other = try #require(ConditionEncoding(kind: .derived, detector: .zn, mean: ones.map { $0 - 1 }, scale: ones))
        var expected = [Float](repeating: .nan, count: other.count)
        _ = expected.withUnsafeMutableBufferPointer { $0.baseAddress.map { other.encode(particle, into: $0) } }
        let found = try encoded(.derived, particle).numbers.prefix(other.count)
        #expect(Array(found) == expected)
    }

    @Test("Absurd numbers give finite ones or are refused", arguments: [0, 1e-300, 1e9, -1e9, 1e300, .infinity, .nan])
    func absurd(value: Double) throws {
        for parameter in Parameter.allCases {
            var particle = proton(px: 0.05, py: 0.02, pz: 3000)
            particle[parameter] = value
            let (isFinite, numbers) = try encoded(.fine, particle)
            #expect(numbers.allSatisfy { $0.isFinite })
            if !isFinite { #expect(numbers.allSatisfy { $0 == 0 }) }
        }
    }
}
