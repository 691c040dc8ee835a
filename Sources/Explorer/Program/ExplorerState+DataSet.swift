import Calorimeter
import DataSets

extension ExplorerState {
    /// Takes the truth from a data set. What is looked at stays where the user has chosen it or the data set holds it; else it
    /// becomes what the data set begins with.
    mutating func adopt(_ dataSet: DataSet) {
        show(ShownDetectors(dataSet.detector))
        truth = .stored(dataSet)
        guard !isParticleChosen else { return }
        if !dataSet.holds(settings.particle) {
            (settings.particle, settings.loaded) = (dataSet.particles[0], dataSet.particles[0])
        }
        for view in ViewKind.allCases { view.page.dataSetWasRead(dataSet, &self) }
    }
}
