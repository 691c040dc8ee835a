// swift-tools-version: 6.2
import PackageDescription

/// Numeric targets stay optimised in debug builds, or the tests of the physics would crawl.
let fastSwift: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let fastC: [CSetting] = [.unsafeFlags(["-O2"], .when(configuration: .debug))]

let package = Package(
    name: "zdc",
    products: [.executable(name: "zdc", targets: ["zdc"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0", traits: []),
    ],
    targets: [
        // Words that may be shown.
        .target(name: "Text"),

        // The domain.
        .target(name: "Random", swiftSettings: fastSwift),
        .target(name: "Calorimeter", dependencies: ["Text"], swiftSettings: fastSwift),
        .target(name: "ReferenceMC", dependencies: ["Calorimeter", "Random", "Threads"], swiftSettings: fastSwift),

        // Fast simulation.
        .target(name: "Kernels", cSettings: fastC),
        .target(name: "Networks", dependencies: ["Kernels", "Random", "Text"], swiftSettings: fastSwift),
        .target(
            name: "FastSimulation", dependencies: ["Networks", "Calorimeter", "Random", "Text", "Threads"],
            swiftSettings: fastSwift),
        .target(
            name: "ONNX",
            dependencies: [
                "FastSimulation", "Networks", "Calorimeter", "Text",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            exclude: ["Schema/onnx.proto"], swiftSettings: fastSwift),

        // Scores and files.
        .target(name: "Evaluation", dependencies: ["Calorimeter", "Random"], swiftSettings: fastSwift),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Files", dependencies: ["CZlib", "Calorimeter", "Text"], swiftSettings: fastSwift),
        .target(name: "DataSets", dependencies: ["Files", "Calorimeter", "Text", "Threads"], swiftSettings: fastSwift),
        .target(
            name: "Training",
            dependencies: [
                "FastSimulation", "Networks", "ReferenceMC", "Evaluation", "DataSets", "Files", "Calorimeter", "Random", "Text",
            ],
            swiftSettings: fastSwift),
        .systemLibrary(name: "CMalloc"),
        .target(name: "Assets", resources: [.copy("../../assets")]),

        .target(name: "Threads", dependencies: ["CMalloc"]),
        .target(
            name: "Scoring",
            dependencies: [
                "Training", "Evaluation", "FastSimulation", "Networks", "ReferenceMC", "DataSets", "Calorimeter", "Random",
                "Threads",
            ],
            swiftSettings: fastSwift),

        // The screen.
        .target(name: "Canvas", dependencies: ["Text"]),
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "Terminal", dependencies: ["CTerminal", "Canvas", "Text"]),
        .target(
            name: "Explorer",
            dependencies: [
                "Canvas", "Terminal", "Evaluation", "FastSimulation", "Files", "ReferenceMC", "Calorimeter", "Random", "Threads",
                "Training", "Scoring", "DataSets", "Text",
            ]),

        // The program.
        .executableTarget(
            name: "zdc",
            dependencies: [
                "Explorer", "Canvas", "Terminal", "Training", "Scoring", "Evaluation", "FastSimulation", "Networks",
                "ReferenceMC",
                "DataSets", "Files", "Assets", "Calorimeter", "Random", "Threads", "Text", "ONNX",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // What several tests share: mutations, shortening, JSON by path.
        .target(name: "Support", dependencies: ["Random"], path: "Tests/Support", swiftSettings: fastSwift),
        .testTarget(name: "TextTests", dependencies: ["Text"]),
        .testTarget(name: "RandomTests", dependencies: ["Random"], swiftSettings: fastSwift),
        .testTarget(name: "CalorimeterTests", dependencies: ["Calorimeter"]),
        .testTarget(name: "ReferenceMCTests", dependencies: ["ReferenceMC"], swiftSettings: fastSwift),
        .testTarget(
            name: "NetworksTests", dependencies: ["Networks", "FastSimulation", "Calorimeter", "Random"],
            swiftSettings: fastSwift),
        .testTarget(
            name: "FastSimulationTests", dependencies: ["FastSimulation"], resources: [.copy("Fixtures")],
            swiftSettings: fastSwift),
        .testTarget(
            name: "ONNXTests", dependencies: ["ONNX", "FastSimulation", "Networks", "ReferenceMC", "Calorimeter", "Random"],
            resources: [.copy("Fixtures")], swiftSettings: fastSwift),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Training", "FastSimulation", "Networks", "ReferenceMC", "DataSets", "Files", "Calorimeter", "Random",
            ],
            swiftSettings: fastSwift),
        .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "Random", "Support"], swiftSettings: fastSwift),
        .testTarget(name: "FilesTests", dependencies: ["Files", "CZlib"], resources: [.copy("Fixtures")]),
        .testTarget(
            name: "DataSetsTests", dependencies: ["DataSets", "Files", "Calorimeter", "Support", "Text"],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "ScoringTests",
            dependencies: [
                "Scoring", "Evaluation", "DataSets", "FastSimulation", "Networks", "ReferenceMC", "Calorimeter", "Threads",
            ],
            swiftSettings: fastSwift),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas", "Text"]),
        .testTarget(
            name: "ExplorerTests", dependencies: ["Explorer", "Training", "Scoring", "DataSets", "Files"], exclude: ["Pictures"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Canvas", "Support"]),
        // Random events for the explorer, without a terminal.
        .executableTarget(
            name: "explorer-fuzz",
            dependencies: [
                "Explorer", "Canvas", "Calorimeter", "DataSets", "Evaluation", "FastSimulation", "Random", "ReferenceMC",
                "Support", "Terminal",
            ],
            path: "Tests/ExplorerFuzz"),
        .testTarget(name: "ExplorerFuzzTests", dependencies: ["explorer-fuzz", "Explorer", "Support"]),
        // Damaged files for everything that reads what others wrote.
        .executableTarget(
            name: "parser-fuzz",
            dependencies: [
                "Explorer", "Canvas", "Calorimeter", "CTerminal", "DataSets", "Evaluation", "FastSimulation", "Files", "Networks",
                "ONNX", "Support", "Terminal",
                "Text", "Training",
            ], path: "Tests/ParserFuzz"),
        .testTarget(name: "ParserFuzzTests", dependencies: ["parser-fuzz", "Support"]),
        // A terminal for programs, and its screen; random events for the explorer on one.
        .target(name: "PseudoTerminal", path: "Tests/PseudoTerminal", swiftSettings: fastSwift),
        .executableTarget(
            name: "terminal-storm", dependencies: ["PseudoTerminal", "Random", "Support"], path: "Tests/TerminalStorm"),
        // Drives one screen and nothing else, for the tests of the terminal's seam.
        .executableTarget(name: "screen-probe", dependencies: ["Terminal", "Threads"], path: "Tests/ScreenProbe"),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "zdc", "screen-probe", "terminal-storm", "PseudoTerminal", "Threads", "DataSets", "Scoring", "Explorer", "Assets",
                "Calorimeter", "Canvas",
                "FastSimulation", "Random", "ReferenceMC", "Support", "Terminal",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
