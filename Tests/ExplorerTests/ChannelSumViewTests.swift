import Calorimeter
import Canvas
@testable import DataSets
import Evaluation
import Foundation
import ReferenceMC
import Scoring
import Terminal
import Testing
@testable import Explorer

/// The explorer with a file of channel sums, and with the pictures that they are of.
@Suite struct ChannelSumViewTests {
    private static let particles = Array(TestParticles.all.prefix(3)).map(\.rounded)
    private static let map = ChannelMap(detector: .zn, convention: .thesis)

    private static func responses(seed: UInt64, count: Int) -> [(particle: Particle, response: Response)] {
        particles.flatMap { particle in
            (0..<count).map { (particle, ReferenceMC().response(to: particle, seed: seed, index: UInt64($0))) }
        }
    }

    private static func pictures(_ name: String, seed: UInt64, count: Int) -> DataSet {
        let all = responses(seed: seed, count: count)
        var pictures = SparseResponses()
        for (_, response) in all { response.photons.withUnsafeBufferPointer { pictures.append($0) } }
        return DataSet(name: name, detector: .zn, rows: all.map(\.particle), responses: pictures)
    }

    private static let truth = pictures("true.npz", seed: 3, count: 120)
    private static let files = [
        GeneratedResponses(pictures("mine.npz", seed: 4, count: 60), name: "mine", truth: truth),
        sums("sums.npz"),
    ]

    /// Channel sums of the responses to the first particles.
    private static func sums(_ name: String, of count: Int = 3) -> GeneratedResponses {
        let responses = responses(seed: 4, count: 60).prefix(60 * count)
        return GeneratedResponses(
            DataSet(
                name: name, detector: .zn, rows: responses.map(\.particle), sums: responses.map { map.sums($0.response) }),
            name: GeneratedResponses.stem(ofPath: name), truth: truth)
    }

    /// - Parameters:
    ///   - front: the file in front, one of `files`.
    ///   - prepare: changes settings before the keys are typed.
    private func state(
        _ keys: String, _ width: Int = 120, _ height: Int = 40, front: String = "sums", files: [GeneratedResponses] = files,
        prepare: (inout ExplorerState) -> Void = { _ in }
    ) -> ExplorerState {
        var state = explorer(width, height, models: 0)
        state.truth = .reading(name: "true.npz", part: 0)
        (state.dataPath, state.generatedPaths) = ("true.npz", files.map(\.file.name))
        _ = state.update(.dataSet(Self.truth, generated: files), at: .zero)
        state.choose(model: front)
        (state.histograms.target, state.compare.count, state.diversity.count) = (100, 60, 60)
        state.metrics.amount = .init(particles: 3, repeats: 2, runs: 1)
        prepare(&state)
        state.type(keys)
        return worked(state, files)
    }

    private func worked(_ before: ExplorerState, _ files: [GeneratedResponses] = files) -> ExplorerState {
        before.worked(on: Self.truth, files)
    }

    @Test func histogramsOfChannelsAreThoseOfThePictures() throws {
        let result = try #require(state("4a").histogramResult)
        #expect(result.models.map(\.name).sorted() == ["mine", "sums"])
        let mine = try #require(result.models.first { $0.name == "mine" })
        let sums = try #require(result.models.first { $0.name == "sums" })
        #expect(mine.hasValues(of: .lit) && !sums.hasValues(of: .lit) && mine.missing == 0 && sums.missing == 0)
        #expect(mine.samples == sums.samples && mine.distances.map(\.distance) == sums.distances.map(\.distance))
        #expect(sums.samples.allSatisfy { $0.count == 100 })
    }

    @Test func whatNeedsPixelsIsMissingAndSaysSo() throws {
        let state = state("4") { $0.histograms.observable = .lit }
        let result = try #require(state.histogramResult)
        let model = try #require(result.models.first)
        #expect(model.hasValues(of: .sum) && !model.hasValues(of: .lit))
        #expect(state.screenText.contains("lit pixels  no pictures"), "\(state.screenText)")
        // No line at zero, and no ratio of nothing to something.
        let figure = ObservableFigure(result, .lit, zoom: nil, columns: 40, columnsPerBin: 1)
        #expect(figure.generatedCounts == [[]] && figure.deviation(.ratio, model: 0, bin: 0) == nil)
        let csv = try #require(HistogramsPage.numbers(state)).csv
        let rows = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.contains { $0[0] == "sum" && $0.count == 5 && !$0[4].isEmpty })
        #expect(rows.filter { $0[0] == "lit" }.allSatisfy { $0.count == 5 && $0[4].isEmpty })
        let arrays = HistogramsPage.arrays(state).map(\.name)
        #expect(arrays.contains("true lit") && arrays.contains("sums sum") && !arrays.contains("sums lit"))
    }

    @Test(arguments: ["lit > 5", "not lit > 5", "ch1 > 2 or brightest < 9"])
    func aCutOnPixelsLeavesNothingToCompare(text: String) throws {
        let cut = try Cut(text)
        let state = state("4") { ($0.histograms.observable, $0.histograms.cut) = (.sum, cut) }
        let model = try #require(state.histogramResult?.models.first)
        #expect(model.known.isEmpty && model.samples.allSatisfy { $0.count == 0 })
        #expect(state.screenText.contains("photon sum  no pictures"), "\(state.screenText)")
        #expect(!state.screenText.contains(" %"), "\(state.screenText)")
        let csv = try #require(HistogramsPage.numbers(state)).csv
        let rows = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.filter { $0[0] == "sum" }.allSatisfy { $0.count == 5 && $0[4].isEmpty })
        let known = try Cut("ch1 > 2 and sum < 1e6")
        let other = self.state("4") { ($0.histograms.observable, $0.histograms.cut) = (.sum, known) }
        #expect(other.histogramResult?.models.first?.hasValues(of: .sum) == true)
        #expect(!other.screenText.contains("photon sum  no pictures"), "\(other.screenText)")
    }

    @Test func scoresUnderACutOnPixelsAreMissing() throws {
        let cut = try Cut("lit > 5")
        let state = state("4a", front: "mine") { $0.histograms.cut = cut }
        let lines = state.lines.filter { $0.contains("sums") && !$0.contains("seed") }
        #expect(lines.contains { $0.contains(" - ") }, "\(state.screenText)")
    }

    @Test func beyondTheAxisNothingIsCountedWithoutPictures() {
        for (width, height) in [(80, 24), (120, 40)] {
            let text = state("4", width, height) { $0.histograms.observable = .lit }.screenText
            #expect(text.contains("gen -") && !text.contains("gen 0/0"), "\(text)")
        }
    }

    @Test func ofOneParticleItIsKnownThatThereAreNoPictures() throws {
        // The file has no response to it.
        let state = state("4", front: "few", files: [Self.sums("few.npz", of: 2)]) {
            ($0.histograms.observable, $0.histograms.scope) = (.lit, .particle)
            $0.settings.particle = Self.particles[2]
        }
        #expect(state.histogramResult?.models.first?.hasValues(of: .lit) == false)
        #expect(state.screenText.contains("lit pixels  no pictures"), "\(state.screenText)")
    }

    @Test func twoObservablesOfWhichOneNeedsPixelsAreShownOfTheTruthAlone() throws {
        let state = state("4") { ($0.histograms.observable, $0.histograms.against) = (.sum, .lit) }
        #expect(state.histogramResult?.plane?.generated == nil && state.histogramResult?.plane != nil)
        #expect(state.screenText.contains("no pictures"), "\(state.screenText)")
        let known = self.state("4") { ($0.histograms.observable, $0.histograms.against) = (.sum, .channel5) }
        #expect(known.histogramResult?.plane?.generated != nil && !known.screenText.contains("no pictures"))
    }

    @Test func scoresOfChannelsAreThoseOfThePicturesAndTheOthersAreMissing() throws {
        let result = try #require(state("5").metricsResult)
        let mine = try #require(result.rows.first { $0.name == "mine" }?.score)
        let sums = try #require(result.rows.first { $0.name == "sums" }?.score)
        #expect(result.isComplete && mine.ws == sums.ws && mine.channelMAE == sums.channelMAE)
        #expect(mine.sumRatio == sums.sumRatio && sums.sumRatio != nil && mine.photonSumBias == sums.photonSumBias)
        #expect(mine.diversity != nil && mine.brightestPixel != nil)
        #expect(sums.diversity == nil && sums.brightestPixel == nil)
        for figure in [ScoreFigure.diversityRatio, .diversityError, .brightestPixel, .brightestRMS, .auc] {
            #expect(figure.text(of: sums) == "–")
        }
    }

    @Test func theTableHasSumsAndDistances() throws {
        func rows(_ front: String) throws -> TableRows { try #require(state("7", front: front).tableResult).rows }
        let (mine, sums) = (try rows("mine"), try rows("sums"))
        #expect(sums.generatedSums.allSatisfy { $0.isFinite } && sums.distances.allSatisfy { $0.isFinite })
        #expect(sums.generatedSums == mine.generatedSums && sums.distances == mine.distances)
    }

    @Test func exploreComparesChannelsAndSaysThatThereIsNoPicture() throws {
        let (sums, mine) = (state("1"), state("1", front: "mine"))
        let statistics = try #require(sums.statistics)
        #expect(statistics.isComplete && statistics.generated == mine.statistics?.generated && statistics.generated.count == 60)
        #expect(sums.pictures?.truth != nil && sums.pictures?.generated == nil)
        #expect(sums.screenText.contains("has channel sums, no pictures"), "\(sums.screenText)")
        #expect(!mine.screenText.contains("no pictures") && !sums.screenText.contains("sampling"))
        // The pinned particle's peak and diversity would be those of nothing.
        var pinned = sums
        pinned.type("P")
        pinned.type("]")
        #expect(worked(pinned).statistics?.shapes == nil)
    }

    @Test func compareHasItsSumsAndDiversityHasNothing() throws {
        let compared = state("3", 160, 50)
        let result = try #require(compared.compareResult)
        let row = try #require(result.request.models.firstIndex(of: "sums")) + 1
        let other = try #require(result.request.models.firstIndex(of: "mine")) + 1
        for column in result.columns {
            #expect(column.pictures[row] == nil && column.numbers[row].count == column.numbers[other].count)
            #expect(column.numbers[row].sumMean == column.numbers[other].sumMean)
        }
        #expect(compared.screenText.contains("no pictures"), "\(compared.screenText)")
        let diversity = state("2", 160, 50)
        let rows = try #require(diversity.diversityResult)
        let place = try #require(rows.request.models.firstIndex(of: "sums")) + 1
        #expect(rows.rows[place].samples.isEmpty && rows.rows[place].spread.count == 0)
        #expect(diversity.screenText.contains("no pictures") && diversity.front.progress == nil, "\(diversity.screenText)")
    }

    @Test(arguments: [
        (ViewKind.explore, "no pictures"), (.diversity, "no pictures"), (.compare, "pictures"),
        (.histograms, "lit pixels  no pictures"), (.metrics, "–"), (.table, "gen sum"),
    ]) func viewsSayWhatIsMissing(view: ViewKind, words: String) {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let text = state(String(view.digit), width, height) { $0.histograms.observable = .lit }.screenText
            #expect(text.contains(words), "\(text)")
            #expect(!text.contains("nan") && !text.contains("inf "), "\(text)")
        }
    }

    // MARK: Masks that the sums are not of

    @Test(arguments: [
        (ViewKind.explore, "other masks"), (.diversity, "no pictures"), (.compare, "masks"),
        (.histograms, "other masks"), (.metrics, "–"), (.table, " - "),
    ]) func viewsSayThatChannelsAreOfOtherMasks(view: ViewKind, words: String) {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let text = state(String(view.digit), width, height) { $0.settings.convention = .o2 }.screenText
            #expect(text.contains(words), "\(text)")
            #expect(!text.contains("nan") && !text.contains("inf "), "\(text)")
        }
    }

    @Test func withOtherMasksOnlyThePhotonSumIsKnown() throws {
        func state(_ keys: String, front: String = "sums") -> ExplorerState {
            self.state(keys, front: front) { $0.settings.convention = .o2 }
        }
        let histograms = state("4a")
        let models = try #require(histograms.histogramResult).models
        #expect(models.first { $0.name == "sums" }?.known == [.sum])
        #expect(models.first { $0.name == "mine" }?.known == Set(Observable.allCases))
        let metrics = state("5")
        let rows = try #require(metrics.metricsResult).rows
        let (mine, sums) = (rows.first { $0.name == "mine" }?.score, rows.first { $0.name == "sums" }?.score)
        #expect(sums?.ws.mean.isNaN == true && sums?.photonSumBias == mine?.photonSumBias && sums?.sumRatio == mine?.sumRatio)
        #expect(metrics.metricsResult?.table.sample.remarks.contains { $0.contains("no channels of other masks") } == true)
        #expect(ModelVerdict.all(try #require(metrics.metricsResult).table).isEmpty)
        func table(_ front: String) throws -> TableRows { try #require(state("7", front: front).tableResult).rows }
        #expect(try table("sums").generatedSums == table("mine").generatedSums)
        #expect(try table("sums").distances.allSatisfy(\.isNaN))
        let (explored, pictures) = (state("1"), state("1", front: "mine"))
        #expect(explored.statistics?.generated.totals == pictures.statistics?.generated.totals)
        #expect(explored.statistics?.generated.hasChannels == false && pictures.statistics?.generated.hasChannels == true)
        let csv = try #require(ExplorePage.numbers(explored)).csv
        let lines = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines.first { $0[0] == "ch1" }?.dropFirst(3).allSatisfy(\.isEmpty) == true, "\(csv)")
        #expect(lines.first { $0[0] == "sum" }?.allSatisfy { !$0.isEmpty } == true, "\(csv)")
        let compared = try #require(state("3").compareResult)
        let row = try #require(compared.request.models.firstIndex(of: "sums")) + 1
        let columns = compared.columns.filter { $0.numbers[0].count > 0 }
        #expect(columns.allSatisfy { $0.numbers[row].distance == nil && $0.numbers[row].count == 60 } && !columns.isEmpty)
        #expect(columns.allSatisfy { $0.numbers[3 - row].distance != nil })
        #expect(columns.allSatisfy { $0.numbers[3 - row].sumMean == $0.numbers[row].sumMean })
    }

    @Test(arguments: [ViewKind.diversity, .compare]) func thePictureAtFullSizeIsNotWaitedFor(view: ViewKind) throws {
        func text(of front: String) -> String {
            state(String(view.digit)) {
                let row = ($0.models.firstIndex { $0.name == front } ?? 0) + 1
                ($0.diversity.isFullSize, $0.compare.isFullSize) = (true, true)
                ($0.diversity.row, $0.compare.row) = (row, row)
            }.screenText
        }
        #expect(text(of: "sums").contains("no pictures") && !text(of: "sums").contains("sampling"), "\(text(of: "sums"))")
        #expect(text(of: "mine").contains("peak") && !text(of: "mine").contains("no pictures"), "\(text(of: "mine"))")
    }

    @Test func theStatusOfDiversityCountsPicturesAlone() {
        #expect(DiversityPage.summary(state("2", 160, 50)).hasSuffix("  n 60"))
    }

    @Test func savedDiversityLeavesOutWhatIsMissing() throws {
        let numbers = try #require(DiversityPage.numbers(state("2", 160, 50)))
        let rows = numbers.csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let sums = try #require(rows.first { $0[0] == "sums" })
        #expect(sums[1] == "0" && sums.dropFirst(2).allSatisfy(\.isEmpty), "\(sums)")
        let mine = try #require(rows.first { $0[0] == "mine" })
        #expect(mine[1] == "60" && mine.dropFirst(2).allSatisfy { Double($0) != nil }, "\(mine)")
        #expect(numbers.json.contains("\"pixelSigma\": null"), "\(numbers.json)")
    }
}

extension Particle {
    /// The numbers as files hold them.
    fileprivate var rounded: Particle { Particle(conditions: conditions.map { Double(Float($0)) }) }
}
