// FastSimulation
