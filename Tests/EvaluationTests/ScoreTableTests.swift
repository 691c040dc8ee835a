import Calorimeter
import Foundation
import Support
import Testing

@testable import Evaluation

@Suite("The table of scores")
struct ScoreTableTests {
    /// Figures that are easy to recognise.
    func score(_ ws: Double, auc: Double? = nil) throws -> Score {
        let particles = (0..<4).map { randomResponses(count: 3, stream: $0) }
        var score = Score(true: responseSet(particles), generated: responseSet(particles), in: testSet(particles))
        score.runCount = 5
        score.ws = ChannelDistances(channels: [ws - 2, ws - 1, ws, ws + 1, ws + 2])
        score.runSpread = 0.125
        (score.trueEmpty, score.generatedEmpty) = (0.24, 0.25)
        score.photonSumBias = -0.0125
        (score.channelMAE, score.channelRMSE) = (20.04, 51.5)
        score.diversity = DiversityScore(meanAbsoluteError: 12, error: 0.0625, ratio: 0.98, correlation: 0.9375)
        score.sumRatio = 0.75
        score.brightestPixel = BrightestPixelScore(median: 2, containedMedian: .infinity, containedCount: 3, responseRMS: nil)
        score.auc = auc
        return score
    }

    func table(remarks: [String] = []) throws -> ScoreTable {
        let sample = ScoreTable.Sample(
            detector: .zn, truth: "reference Monte Carlo", particleKind: "unseen in training", particles: 4, responses: 12,
            runs: 5, seed: 7,
            convention: .thesis, remarks: remarks)
        let mean = Score(true: responseSet([]), conditionalMeanOf: MeanChannelSums())
        return ScoreTable(
            sample: sample,
            models: [.init(name: "gan", score: try score(12.9, auc: 0.75)), .init(name: "sdi-gan", score: try score(4.5))],
            floor: try score(2.5), conditionalMean: mean)
    }

    @Test("Text for a terminal: aligned, floor and baseline last, what is missing a dash")
    func text() throws {
        let text = try table(remarks: ["No particle has two true responses to compare, so there is no diversity."]).text
        #expect(
            text == """
                ZN: 4 particles unseen in training, 12 responses, 5 runs, seed 7; truth: reference Monte Carlo
                channels of the masks "thesis"; generated photons whole, as each model counts them

                                  distance of channel sums, photons
                model                WS  ±runs   σ ch    ch1    ch2    ch3    ch4    ch5
                ────────────────────────────────────────────────────────────────────────
                gan               12.90   0.12   1.41  10.90  11.90  12.90  13.90  14.90
                sdi-gan            4.50   0.12   1.41   2.50   3.50   4.50   5.50   6.50
                floor              2.50   0.12   1.41   0.50   1.50   2.50   3.50   4.50
                conditional mean      –      –      –      –      –      –      –      –

                                  in pairs      photons         diversity
                model               MAE   RMSE   empty    bias  error  ratio  σ sum  corr.
                ──────────────────────────────────────────────────────────────────────────
                gan                20.0   51.5  25.0 %  -1.2 %  0.062   0.98   0.75  0.938
                sdi-gan            20.0   51.5  25.0 %  -1.2 %  0.062   0.98   0.75  0.938
                floor              20.0   51.5  25.0 %  -1.2 %  0.062   0.98   0.75  0.938
                conditional mean      –      –       –       –      –      –      –      –

                                  brightest pixel      classifier
                model              peak  cont.    RMS    AUC  AUC px  AUC CNN
                ─────────────────────────────────────────────────────────────
                gan                2.00      ∞      –  0.750       –        –
                sdi-gan            2.00      ∞      –      –       –        –
                floor              2.00      ∞      –      –       –        –
                conditional mean      –      –      –      –       –        –

                24.0 % of the true responses have no photon.
                No particle has two true responses to compare, so there is no diversity.

                """)
        #expect(text.components(separatedBy: "\n").dropFirst(2).allSatisfy { $0.count <= 80 })
    }

    @Test("CSV has a header, a line for each row and every digit")
    func csv() throws {
        let lines = ScoreReport(unseen: try table()).csv.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.count == lines[0].count })
        #expect(
            lines[0].starts(with: [
                "detector", "particles", "model", "kind", "runs", "ws.mean", "ws.runSpread", "ws.sigmaChannels", "ws.ch1",
            ]))
        #expect(lines[1].starts(with: ["ZN", "unseen in training", "gan", "model", "5", "12.9", "0.125"]))
        #expect(lines[4].starts(with: ["ZN", "unseen in training", "conditional mean", "conditional mean", "1", "", ""]))
        let bias = try #require(lines[0].firstIndex(of: "photonSumBias"))
        #expect(lines[2][bias] == "-0.0125")
    }

    @Test("A name with a comma or a quote is one field, and harmless in LaTeX and JSON")
    func oddNames() throws {
        var table = try table()
        table.rows[0].name = "a,\"b\"_\\%\u{1}"
        #expect(table.csvRows.hasPrefix("ZN,unseen in training,\"a,\"\"b\"\"_\\%\u{1}\",model,"))
        #expect(table.tex.contains("a,\"b\"\\_\\textbackslash{}\\%"))
        #expect(try JSONTree(ScoreReport(unseen: table).json)["models.0.name"] as? String == table.rows[0].name)
    }

    @Test("JSON has the agreed keys; unseen particles at the top, seen ones beside")
    func json() throws {
        var seen = try table()
        seen.sample.particleKind = "seen in training"
        let report = ScoreReport(unseen: try table(), seen: [seen], unknown: ["mine"])
        let tree = try JSONTree(report.json)
        #expect(tree.count("models") == 2)
        #expect(tree["models.0.name"] as? String == "gan")
        #expect(tree.number("models.0.ws.mean") == 12.9)
        #expect(tree["models.0.ws.channels"] as? [Double] == [10.9, 11.9, 12.9, 13.9, 14.9])
        #expect(tree.number("models.0.ws.runSpread") == 0.125)
        #expect(abs((tree.number("models.0.ws.sigmaChannels") ?? 0) - 2.0.squareRoot()) < 1e-12)
        #expect(tree.number("models.0.diversity.ratio") == 0.98)
        #expect(tree.number("models.0.diversity.correlation") == 0.9375)
        #expect(tree.number("models.0.brightestPixelError") == 2)
        #expect(tree["models.0.brightestPixelErrorContained"] is NSNull)
        #expect(tree.number("models.0.photonSumBias") == -0.0125)
        #expect(tree.number("models.0.empty.true") == 0.24)
        #expect(tree.number("models.0.empty.generated") == 0.25)
        #expect(tree.number("models.0.auc") == 0.75)
        #expect(tree["models.1.auc"] is NSNull)
        #expect(tree.number("floor.ws.mean") == 2.5)
        #expect(tree["conditionalMean.ws.mean"] is NSNull)
        #expect(tree["detector"] as? String == "ZN")
        #expect(tree.number("particles") == 4)
        #expect((0..<3).map { tree["seen.models.\($0).name"] as? String } == ["gan", "sdi-gan", "mine"])
        #expect(tree.number("seen.models.0.floor.ws.mean") == 2.5)
        #expect(tree["seen.models.0.sample.particleKind"] as? String == "seen in training")
        #expect(tree["seen.models.2.note"] is String)
    }

    /// Three models on the same particles: two of one objective, and one that is better.
    private func compared() throws -> ScoreTable {
        let table = try table()
        func row(_ name: String, _ distance: Double, _ resamples: [Double], _ objective: String?) -> ScoreTable.Row {
            var score = table.rows[0].score
            score.ws = ChannelDistances(channels: Array(repeating: distance, count: 5))
            score.resampledWS = resamples
            return ScoreTable.Row(name: name, score: score, objective: objective)
        }
        return ScoreTable(
            sample: table.sample,
            models: [
                row("first", 4, [3.75, 4.25], "gan of width 1/4"), row("second", 5, [5, 5], "gan of width 1/4"),
                row("third", 3, [2.75, 3.25], nil),
            ],
            floor: table.score(.floor), conditionalMean: nil)
    }

    @Test("Models are compared with the best, and those of one objective have a mean")
    func differences() throws {
        let table = try compared()
        #expect(table.best == "third")
        #expect(table.rows.map(\.kind) == [.model, .model, .model, .objective, .floor])
        #expect(table.rows.map(\.difference?.verdict) == [.worse, .worse, nil, nil, nil])
        #expect(table.rows[0].difference == Difference(value: 1, low: 1, high: 1))
        let difference = try #require(table.rows[1].difference)
        // The differences on the resamples are 2.25 and 1.75.
        #expect(difference.value == 2 && abs(difference.low - (2 - 1.96 * 0.125.squareRoot())) < 1e-9)
        let mean = table.rows[3]
        #expect(mean.name == "gan of width 1/4, mean of 2" && mean.score.ws.mean == 4.5)
        #expect(abs((mean.score.runSpread ?? 0) - 0.5.squareRoot()) < 1e-12)
        #expect(
            table.text.contains(
                """
                        WS against the best, photons
                model      Δ WS    95 % interval
                ─────────────────────────────────────────────────
                first     +1.00    +1.00    +1.00  worse
                second    +2.00    +1.31    +2.69  worse
                third      best

                """), "\(table.text)")
        let tree = try JSONTree(ScoreReport(unseen: table).json)
        #expect(tree["best"] as? String == "third" && tree.count("objectives") == 1)
        #expect(tree["models.1.ws.difference.verdict"] as? String == "worse")
        #expect(tree.number("models.1.ws.difference.value") == 2)
        let lines = ScoreReport(unseen: table).csv.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(lines[0].suffix(4) == ["ws.difference", "ws.differenceLow", "ws.differenceHigh", "ws.verdict"])
        #expect(lines[1].suffix(4) == ["1.0", "1.0", "1.0", "worse"])
        #expect(lines[3].suffix(4) == ["", "", "", ""])
        #expect(table.tex.contains("$+2.00\\ [+1.31, +2.69]$"))
    }

    @Test("A model scored on fewer particles is neither the best nor worse, and the others are compared without it")
    func fewerParticles() throws {
        var rows = try compared().rows.prefix(3).map { ScoreTable.Row(name: $0.name, score: $0.score) }
        rows[2].score.particleCount = 3
        let table = ScoreTable(sample: try compared().sample, models: rows, floor: nil, conditionalMean: nil)
        #expect(table.best == "first" && table.rows[1].difference?.value == 1)
        #expect(table.rows[0].difference == nil && table.rows[2].difference == nil)
        #expect(table.text.contains("\nthird      on fewer particles\n"), "\(table.text)")
    }

    @Test("LaTeX is a whole tabular with a rule before floor and baseline")
    func tex() throws {
        let lines = try table().tex.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("% ZN: 4 particles") && lines[2].hasPrefix("% WS: mean ± "))
        #expect(lines[3] == "\\begin{tabular}{lrrrrrrrrrrrrrrr}")
        #expect(lines[7].hasPrefix("gan & $12.90 \\pm 1.41$ & $\\pm 0.12$ & $10.90$"))
        #expect(lines[7].contains("$25.0\\,\\%$ & $-1.2\\,\\%$ & $0.98$ & $0.75$ & $0.938$ & $0.750$ & "))
        #expect(lines[7].hasSuffix("$0.750$ & $\\mbox{--}$ & $\\mbox{--}$ \\\\"))
        #expect(lines[9] == "\\hline")
        #expect(lines[10].hasPrefix("floor & "))
        #expect(lines.last == "\\end{tabular}")
        let columns = lines[5].count { $0 == "&" }
        #expect([7, 8, 10, 11].allSatisfy { lines[$0].count { $0 == "&" } == columns })
    }
}
