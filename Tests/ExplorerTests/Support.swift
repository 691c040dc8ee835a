import Calorimeter
import Canvas
import Evaluation
import Terminal
@testable import Explorer

/// A published neutron that hits the face.
let neutron = Particle(
    massMeV: 939.565413, energyGeV: 3192.38, charge: 0, momentumGeV: Vector(0.022422, -0.182957, -3192.38)
).withEnergyOnShell()

/// The state of an explorer on a terminal of this size, before anything was sampled.
func explorer(
    _ width: Int = 80, _ height: Int = 24, particle: Particle = neutron, level: ColorLevel = .mono,
    glyphs: GlyphSet = .unicode, models: Int = 2
) -> ExplorerState {
    let two = [
        ModelSummary(name: "gan", title: "GAN"),
        ModelSummary(name: "sdi-gan", title: "SDI-GAN"),
    ]
    let more = [
        ModelSummary(name: "sdi-gan-reg", title: "SDI-GAN + reg."),
        ModelSummary(name: "sdi-gan-reg-aux", title: "SDI-GAN + reg. + aux. reg."),
        ModelSummary(name: "energy-score", title: "energy score"),
        ModelSummary(name: "vae", title: "VAE"),
        ModelSummary(name: "latent-flow", title: "latent flow"),
    ]
    var state = ExplorerState(
        particle: particle, models: models > 2 ? Array((two + more).prefix(models)) : two.suffix(models),
        size: Size(width, height), appearance: Appearance(level: level, glyphs: glyphs))
    _ = state.start()
    return state
}

extension ExplorerState {
    /// Presses keys one after another, far enough apart in time that no message expires; the effects of all of them.
    @discardableResult
    mutating func press(_ keys: Key...) -> [ExplorerEffect] {
        keys.flatMap { update(.terminal(.key($0)), at: .zero) }
    }

    /// Types characters.
    @discardableResult
    mutating func type(_ text: String) -> [ExplorerEffect] {
        text.unicodeScalars.flatMap { update(.terminal(.key(Key(.character($0)))), at: .zero) }
    }

    @discardableResult
    mutating func click(_ x: Int, _ y: Int) -> [ExplorerEffect] {
        update(.terminal(.mouse(MouseEvent(.press, button: 1, x: x, y: y))), at: .zero)
            + update(.terminal(.mouse(MouseEvent(.release, button: 1, x: x, y: y))), at: .zero)
    }

    /// Clicks in the middle of what is drawn for a target.
    @discardableResult
    mutating func click(_ target: Target) -> [ExplorerEffect] {
        guard let area = Scene.drawn(self).area(of: target) else { return [] }
        return click(area.x + area.width / 2, area.y + area.height / 2)
    }

    /// The background has found something about the calorimeter in front.
    mutating func receive(_ result: any WorkResult) { hear(.result(result)) }

    /// The background reports about the calorimeter in front.
    mutating func hear(_ news: WorkNews) { _ = update(.background(front.reference, news), at: .zero) }

    /// Delivers pictures and statistics made by hand: a bright pixel in the truth, a dimmer one beside it generated.
    mutating func deliverHandmadeSamples(count: Int = 100) {
        let request = samplingRequest
        var truth = Response(detector: detector)
        truth[22, 17] = 90
        truth[21, 17] = 10
        var generated = Response(detector: detector)
        generated[22, 18] = 45
        var (trueSamples, generatedSamples, repeated) = (ChannelSamples(), ChannelSamples(), ChannelSamples())
        for index in 0..<count {
            // Five channels at 100, 200 … photons with a spread of a few; generated ones lie 10 higher.
            var sums = ChannelSums()
            for channel in 0..<ChannelSums.count { sums[channel] = Float(100 * (channel + 1) + index % 5) }
            trueSamples.append(sums)
            repeated.append(sums)
            for channel in 0..<ChannelSums.count { sums[channel] += 10 }
            generatedSamples.append(sums)
        }
        receive(SamplingResult(SamplePictures(request: request, truth: truth, generated: generated)))
        receive(
            SamplingResult(
                SampleStatistics(
                    request: request,
                    comparison: ChannelComparison(true: trueSamples, generated: generatedSamples, repeated: repeated),
                    truth: trueSamples, generated: generatedSamples, truthGallery: [truth], generatedGallery: [generated],
                    timing: SampleTiming(truth: 50e-6, generated: 200e-6))))
    }

    /// The lines of the present view.
    var lines: [String] { (0..<size.height).map { Scene.drawn(self).canvas.line($0) } }
    /// The present view as one text.
    var screenText: String { Scene.drawn(self).canvas.plainText }
}

func key(_ code: KeyCode, _ modifiers: Modifiers = []) -> Key { Key(code, modifiers) }
