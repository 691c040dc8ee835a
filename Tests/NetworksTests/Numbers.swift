import Random

@testable import Networks

/// `count` reproducible normal numbers.
func normals(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var random = RandomStream(seed: seed, purpose: .noise)
    return (0..<count).map { _ in Float(random.normal()) }
}

/// The largest difference, as a part of the largest expected value.
func relativeError(_ found: [Float], _ expected: [Double]) -> Double {
    precondition(found.count == expected.count)
    let scale = expected.map(abs).max() ?? 0
    return zip(found, expected).map { abs(Double($0) - $1) }.max().map { $0 / max(scale, 1e-30) } ?? 0
}

/// The naive layers, in double precision.
enum Naive {
    /// left[rows][depth] times right[depth][columns].
    static func multiply(_ left: [Double], _ right: [Double], rows: Int, depth: Int, columns: Int) -> [Double] {
        var out = [Double](repeating: 0, count: rows * columns)
        for r in 0..<rows {
            for k in 0..<depth {
                for n in 0..<columns { out[r * columns + n] += left[r * depth + k] * right[k * columns + n] }
            }
        }
        return out
    }

    static func transposed(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
        (0..<rows * columns).map { matrix[$0 % rows * columns + $0 / rows] }
    }

    static func upsample(_ image: [Double], _ shape: Shape, factors: (rows: Int, columns: Int) = (2, 2)) -> [Double] {
        var out: [Double] = []
        for y in 0..<factors.rows * shape.rows {
            for x in 0..<factors.columns * shape.columns {
                let pixel = (y / factors.rows * shape.columns + x / factors.columns) * shape.channels
                out += image[pixel..<pixel + shape.channels]
            }
        }
        return out
    }

    static func convolve(_ image: [Double], _ shape: Shape, _ weight: [Double], size: Int, outputs: Int) -> [Double] {
        convolve(image, shape, weight, window: (size, size), outputs: outputs)
    }

    /// weight[rows][columns][channels][outputs], no padding.
    static func convolve(
        _ image: [Double], _ shape: Shape, _ weight: [Double], window: (rows: Int, columns: Int), outputs: Int
    ) -> [Double] {
        let (rows, columns) = (shape.rows - window.rows + 1, shape.columns - window.columns + 1)
        var out = [Double](repeating: 0, count: rows * columns * outputs)
        for y in 0..<rows {
            for x in 0..<columns {
                for n in 0..<outputs {
                    var sum = 0.0
                    for dy in 0..<window.rows {
                        for dx in 0..<window.columns {
                            for c in 0..<shape.channels {
                                sum +=
                                    image[((y + dy) * shape.columns + x + dx) * shape.channels + c]
                                    * weight[((dy * window.columns + dx) * shape.channels + c) * outputs + n]
                            }
                        }
                    }
                    out[(y * columns + x) * outputs + n] = sum
                }
            }
        }
        return out
    }

    static func activate(_ values: [Double], bias: [Double], slope: Double) -> [Double] {
        values.enumerated().map { index, value in
            let x = value + bias[index % bias.count]
            return x > 0 ? x : slope * x
        }
    }
}
