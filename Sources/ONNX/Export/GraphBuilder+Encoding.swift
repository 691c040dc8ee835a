import Calorimeter
import FastSimulation
import Networks

extension GraphBuilder {
    /// The columns that the network sees of a particle: the standardised conditions as given, in the published order, and what
    /// the encoding derives from the physical numbers.
    ///
    /// Physical numbers, and the flight to the face, are computed in double precision: in single precision, energies and momenta
    /// lose too many digits when a mean of 1000 GeV is subtracted and added again. A charge below a thousandth of e counts as 0,
    /// because the standardised charge does not convert back to an exact zero.
    mutating func encode(_ conditions: String, _ encoding: ConditionEncoding) -> [String] {
        guard encoding.kind != .raw else { return [conditions] }
        let wide = add("Cast", name: "conditions.double", [conditions], [.integer("to", Int(NumberKind.double))])
        let scale = constant("conditions.scale", [1, encoding.scale.count], encoding.scale.map(Double.init))
        let mean = constant("conditions.mean", [1, encoding.mean.count], encoding.mean.map(Double.init))
        let scaled = add("Mul", name: "conditions.scaled", [wide, scale])
        let physical = add("Add", name: "conditions.physical", [scaled, mean])
        let momentum = column(.pz, of: physical)
        let least = constant("pz.least", [], [ConditionEncoding.leastMomentumGeV])
        let plane = constant("plane", [], [ConditionEncoding.planeCM])
        let forward = add("Max", name: "pz.forward", [add("Abs", name: "pz.size", [momentum]), least])
        let flight = add("Div", name: "flight", [plane, forward])
        let x = land("x", .px, physical, flight)
        let y = land("y", .py, physical, flight)
        var columns = [conditions, derive(x: x, y: y, physical)]
        if encoding.kind == .located || encoding.kind == .fine {
            let both = ConditionEncoding.tents(for: encoding.detector)
            columns += [tents("x", x, both.x), tents("y", y, both.y)]
        }
        if encoding.kind == .fine {
            let both = ConditionEncoding.fineTents(for: encoding.detector)
            columns += [tents("x.fine", x, both.x), tents("y.fine", y, both.y)]
        }
        return columns
    }

    /// One physical number per particle, in double precision.
    private mutating func column(_ parameter: Parameter, of physical: String) -> String {
        let place = Parameter.publishedOrder.firstIndex(of: parameter) ?? 0
        let index = constant("\(parameter.name).index", integers: [place])
        return add("Gather", name: parameter.name, [physical, index], [.integer("axis", 1)])
    }

    private mutating func single(_ value: String) -> String {
        add("Cast", name: "\(value).single", [value], [.integer("to", Int(NumberKind.float))])
    }

    /// Where a straight line from the origin meets the plane along one axis, cm.
    private mutating func land(_ axis: String, _ momentum: Parameter, _ physical: String, _ flight: String) -> String {
        single(add("Mul", name: axis, [column(momentum, of: physical), flight]))
    }

    /// The nine numbers of the derived encoding.
    private mutating func derive(x: String, y: String, _ physical: String) -> String {
        let half = constant("half", [], [Float(1 / ConditionEncoding.landingUnitCM)])
        let landingX = add("Asinh", name: "landing.x", [add("Mul", name: "x.half", [x, half])])
        let landingY = add("Asinh", name: "landing.y", [add("Mul", name: "y.half", [y, half])])
        let farther = add("Max", name: "farther", [add("Abs", name: "x.size", [x]), add("Abs", name: "y.size", [y])])
        let edge = constant("farther.most", [], [Float(ConditionEncoding.farthestCM)])
        let unit = constant("farther.unit", [], [Float(1 / ConditionEncoding.fartherUnitCM)])
        let one = constant("one", [], [Float(1)])
        let near = add("Min", name: "farther.near", [farther, edge])
        let outside = add("Sub", name: "outside", [add("Mul", name: "farther.scaled", [near, unit]), one])
        let leastEnergy = constant("energy.least", [], [Float(ConditionEncoding.leastEnergyGeV)])
        let energy = add("Max", name: "energy.positive", [single(column(.energy, of: physical)), leastEnergy])
        let usual = constant("energy.usual", [], [Float(ConditionEncoding.usualLogEnergy)])
        let logEnergy = add("Sub", name: "energy.log", [add("Log", name: "energy.ln", [energy]), usual])

        let mass = single(column(.mass, of: physical))
        let massless = flag("massless", "Less", mass, than: ConditionEncoding.masslessBelowMeV)
        let neutron = isNear("neutron", mass, ConditionEncoding.neutronMassMeV)
        let kaon = isNear("kaon", mass, ConditionEncoding.kaonMassMeV)
        let baryon = flag("baryon", "Greater", mass, than: ConditionEncoding.heavyAboveMeV)
        let charge = add("Abs", name: "charge.size", [single(column(.charge, of: physical))])
        let charged = flag("charged", "Greater", charge, than: 1e-3)
        return add(
            "Concat", name: "derived",
            [landingX, landingY, outside, logEnergy, massless, neutron, kaon, baryon, charged], [.integer("axis", 1)])
    }

    private mutating func isNear(_ name: String, _ mass: String, _ window: (centre: Double, halfWidth: Double)) -> String {
        let centre = constant("\(name).mass", [], [Float(window.centre)])
        let distance = add("Abs", name: "\(name).distance", [add("Sub", name: "\(name).difference", [mass, centre])])
        return flag(name, "Less", distance, than: window.halfWidth)
    }

    /// 1 where the comparison holds, 0 elsewhere.
    private mutating func flag(_ name: String, _ comparison: String, _ value: String, than limit: Double) -> String {
        let limit = constant("\(name).limit", [], [Float(limit)])
        let truth = add(comparison, name: "\(name).truth", [value, limit])
        return add("Cast", name: name, [truth], [.integer("to", Int(NumberKind.float))])
    }

    /// The tent functions along one axis.
    private mutating func tents(_ axis: String, _ place: String, _ tents: ConditionEncoding.Tents) -> String {
        let tops = (0..<tents.count).map { Float(tents.top($0)) }
        let top = constant("\(axis).tops", [1, tents.count], tops)
        let slope = constant("\(axis).slope", [], [Float(1 / tents.distanceCM)])
        let height = constant("\(axis).height", [], [Float(1)])
        let distance = add("Abs", name: "\(axis).distance", [add("Sub", name: "\(axis).offset", [place, top])])
        let fall = add("Mul", name: "\(axis).fall", [distance, slope])
        return add("Relu", name: "\(axis).tents", [add("Sub", name: "\(axis).rise", [height, fall])])
    }
}
