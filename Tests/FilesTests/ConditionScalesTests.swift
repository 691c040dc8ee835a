import Testing

@testable import Files

@Suite("Scale files of ALICE O2")
struct ConditionScalesTests {
    /// The published moments of the neutron generator's training set.
    static let published = ConditionScales(
        means: [1366.67, -7.8e-8, 1.45e-7, 1.066e-3, 0.009912, 0.019852, 39.108, 353.662, 0.06294],
        scales: [1259.76, 4.155e-6, 4.416e-6, 0.024527, 0.234562, 0.258114, 1858.295, 454.967, 0.256535])

    @Test("What was written reads as the same numbers")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let scales = try #require(Self.published)
        try scales.write(path: folder.path("scales.txt"))
        #expect(try ConditionScales(path: folder.path("scales.txt")) == scales)
        #expect(scales.text.split(separator: "\n", omittingEmptySubsequences: false).count == 22)
        #expect(scales.text.hasPrefix("#means\n1366.67\n-7.8e-08\n"))
        #expect(scales.text.contains("0.06294\n\n#scales\n1259.76\n"))
    }

    @Test("Odd numbers come back bit by bit")
    func exact() throws {
        let folder = try TemporaryFolder()
        let odd: [Float] = [.pi, 1 / 3, .leastNormalMagnitude, 16_777_216, 1e-10, 0.1, 123_456.78, 7, .greatestFiniteMagnitude]
        let scales = try #require(ConditionScales(means: odd.map { -$0 }, scales: odd))
        try scales.write(path: folder.path("scales.txt"))
        #expect(try ConditionScales(path: folder.path("scales.txt")) == scales)
    }

    @Test("Files of Python are read: no newline at the end, text above, spaces, Windows lines, long decimals")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let scales = try #require(Self.published)
        let last = try #require(scales.text.last)
        #expect(last == "\n")
        let texts = [
            String(scales.text.dropLast()), "written by hand\n\n" + scales.text, scales.text.replacing("\n", with: "\r\n"),
            scales.text.replacing("353.662", with: "  3.536620000000000e+02 "), scales.text + "\n\nmore\n",
        ]
        for text in texts {
            let path = try folder.write(text.utf8, to: "scales.txt")
            #expect(try ConditionScales(path: path) == scales)
        }
    }

    @Test(
        "What is wrong is told with its line",
        arguments: [
            ("#scales\n", "has no line '#means'; expected it above 9 numbers."),
            ("#means\n1\n2\n\n#scales\n", "has 2 numbers below '#means'; expected 9, one for each condition."),
            ("#means\n1\ntwo\n", "line 3 is \"two\"; expected a number."),
            ("#means\n1\nnan\n", "line 3 is \"nan\"; expected a number."),
            ("#means\n1e99\n", "line 2 is \"1e99\"; expected a number."),
            (
                "#means\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n",
                "has more than 9 numbers below '#means'; expected one for each condition."
            ),
            ("#means\n1\n2\n3\n4\n5\n6\n7\n8\n9\n", "has no line '#scales'; expected it above 9 numbers."),
            ("#means\n1\n2\n3\n4\n5\n6\n7\n8\n9\n\n#scales\n1\n0\n", "line 14 is \"0\"; expected a number above 0."),
            ("#means\n\u{1B}[2J\n", "line 2 is \"?[2J\"; expected a number."),
            ("#means\n1\0\n", "line 2 is not text: it has a byte of zero."),
        ])
    func refusals(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text.utf8, to: "scales.txt")
        let error = try #require(throws: FileError.self) { try ConditionScales(path: path) }
        #expect(error.description == "\(path): \(reason)")
    }

    @Test("Nine and nine, finite, scales above zero")
    func validity() throws {
        let ones = [Float](repeating: 1, count: 9)
        #expect(ConditionScales(means: ones, scales: ones) != nil)
        #expect(ConditionScales(means: Array(ones.dropLast()), scales: ones) == nil)
        #expect(ConditionScales(means: ones, scales: Array(ones.dropLast()) + [0]) == nil)
        #expect(ConditionScales(means: Array(ones.dropLast()) + [.nan], scales: ones) == nil)
        #expect(throws: FileError(path: "/nowhere", "Could not read /nowhere: No such file or directory.")) {
            try ConditionScales(path: "/nowhere")
        }
    }
}

@Suite("Decimal numbers")
struct DecimalNumberTests {
    func double(_ text: String) -> Double? { Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.double($0) } }

    @Test(
        "Are the nearest double, as Swift reads them",
        arguments: [
            "0", "-0", "1", "+1", "-1714.07", "0.1", "3192.38", "1e22", "1e23", "1e-22", "1e-23", "4.9e-324",
            "1.7976931348623157e308",
            "123456789012345", "1234567890123456789", "0.000000000000000000000000000001", "5.770e-7", ".5", "5.", "1E3",
            "9007199254740993",
            "00000000000000000000001.5", "0.30000000000000004", "1e-400",
        ])
    func nearest(text: String) throws {
        let number = try #require(double(text))
        let expected = try #require(Double(text.hasPrefix(".") ? "0" + text : text.hasSuffix(".") ? text + "0" : text))
        #expect(number.bitPattern == expected.bitPattern)
    }

    @Test(
        "Everything else is refused",
        arguments: ["", "-", ".", "e5", "1e", "1e+", "nan", "inf", "0x10", "1,5", " 1", "1 ", "1.2.3", "--1", "1e999", "1_000"])
    func refused(text: String) { #expect(double(text) == nil) }
}
