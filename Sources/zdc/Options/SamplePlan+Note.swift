import Calorimeter
import Canvas
import DataSets
import Files

extension SamplePlan {
    /// Notes for how many of the given particles something is true; nothing if for none.
    ///
    /// - Parameter sentence: what to say of "the particle" or of "3 of 1 000 particles".
    func note(_ sentence: (_ particles: String) -> String, where isSo: (Particle) -> Bool) throws(FileError) {
        guard !isSampled, !Notes.isQuiet else { return }
        let block = 4096
        var count = 0
        for first in stride(from: 0, to: particles.count, by: block) {
            for particle in try particles.particles(first..<min(first + block, particles.count)) where isSo(particle) {
                count += 1
            }
        }
        guard count > 0 else { return }
        let whose =
            particles.count == 1
            ? "the particle" : "\(NumberText.grouped(count)) of \(NumberText.grouped(particles.count)) particles"
        Notes.write("Note: \(sentence(whose)).\n")
    }
}
