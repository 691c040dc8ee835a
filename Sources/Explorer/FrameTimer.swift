public import Calorimeter
import Canvas
public import FastSimulation

/// How fast the explorer draws, without a terminal.
public enum FrameTimer {
    /// Draws the explore view in 24-bit colour, full of samples, again and again; the time of each picture.
    public static func drawings(
        count: Int, size: (width: Int, height: Int), particle: Particle, store: ModelStore?
    ) -> [Duration] {
        let snapshot = ExplorerSnapshot(
            .explore(picture: .generated, showsHistograms: false), ExplorerProgram.Options(particle: particle), store: store,
            problem: nil, size: size, appearance: Appearance(level: .direct), samples: 1000)
        let clock = ContinuousClock()
        return (0..<count).map { _ in clock.measure { snapshot.draw() } }
    }
}
