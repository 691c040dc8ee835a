import Canvas
import Glibc
import Terminal
import Threads

/// A program that opens the screen, shows the events it gets, and does one chosen thing when `!` is pressed:
/// what the tests of the terminal drive.
///
///     screen-probe [--color LEVEL] [--unicode | --ascii] [--no-mouse] [ACTION]

var options = TerminalOptions()
var action = ""
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
    switch argument {
    case "--color": options.color = arguments.popFirst().flatMap(ColorLevel.init(rawValue:))
    case "--unicode": options.unicode = true
    case "--ascii": options.unicode = false
    case "--no-mouse": options.mouse = false
    default: action = argument
    }
}

/// Rows: 0 what the screen is, 1 colours, 2 attributes and glyphs, 3 how often it was drawn, from 4 on the events, latest last.
func picture(of screen: Screen, events: [String], drawn: Int) -> Canvas {
    var canvas = Canvas(width: screen.size.width, height: screen.size.height)
    let title = "probe \(screen.size.width)x\(screen.size.height) \(screen.colorLevel.rawValue)"
    canvas.text(title + (screen.isUnicode ? " unicode" : " ascii"), x: 0, y: 0)
    let colors: [Color] = [.red, .palette(9), .palette(208), .rgb(90, 170, 255), .rgb(0, 0, 0), .rgb(0, 0, 7)]
    for (index, color) in colors.enumerated() {
        canvas.text("f", x: 2 * index, y: 1, Style(color))
        canvas.text("b", x: 2 * index + 1, y: 1, Style(.standard, on: color))
    }
    canvas.text("bold", x: 0, y: 2, .bold)
    canvas.text("dim", x: 5, y: 2, .dim)
    canvas.text("reverse", x: 9, y: 2, .reverse)
    canvas.text("under", x: 17, y: 2, Style(.standard, .underline))
    canvas.text("▀π", x: 23, y: 2, Style(.red, on: .blue))
    canvas[25, 2] = Cell("字")
    canvas.text("drawn \(drawn)", x: 0, y: 3)
    let room = max(0, canvas.height - 4)
    for (row, event) in events.suffix(room).enumerated() { canvas.text(event, x: 0, y: 4 + row) }
    canvas[canvas.width - 1, canvas.height - 1] = Cell("%", .reverse)
    return canvas
}

/// One colour pair per cell, different in every frame but for every seventh cell, which stays.
func confetti(_ screen: Screen, frame: Int) -> Canvas {
    var canvas = Canvas(width: screen.size.width, height: screen.size.height)
    for y in 0..<canvas.height {
        for x in 0..<canvas.width {
            let number = (((x + y) % 7 == 0 ? 0 : frame) * canvas.height + y) * canvas.width + x
            let front = Color.rgb(UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255))
            canvas[x, y] = Cell("x", Style(front, on: .rgb(200, UInt8(x % 256), UInt8(y % 256))))
        }
    }
    canvas.text("confetti \(frame)", x: 0, y: 0)
    return canvas
}

func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : overflow(depth + 1) &+ depth }

func perform(_ action: String, on screen: Screen) {
    switch action {
    case "trap": print([Int]()[CommandLine.arguments.count])
    case "fatal": fatalError("the probe failed as told")
    case "segv": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "abort": abort()
    case "overflow": print(overflow(1))
    case "overflow-elsewhere":
        try? BackgroundThread.start(name: "overflow") { print(overflow(1)) }
        while true { pause() }
    case "trap-elsewhere":
        Thread.run { print([Int]()[Int(getpid())]) }
        while true { pause() }
    case "exit": exit(3)
    case "exit-elsewhere":
        Thread.run { exit(3) }
        while true { pause() }
    case "hang":
        screen.present(picture(of: screen, events: ["hanging"], drawn: 0))
        while true { pause() }
    case "suspend": screen.suspend()
    case "mouse-off": screen.setMouse(false)
    case "stderr":
        let message = "a message for later\n"
        _ = write(STDERR_FILENO, message, message.utf8.count)
    case "litter":
        print("litter over the picture")
        fflush(nil)
    case "redraw": screen.redrawFromScratch()
    case "wake":
        let wakeup = screen.wakeup
        Thread.run { wakeup.signal() }
    case "wake-often":
        let wakeup = screen.wakeup
        Thread.run {
            while true {
                wakeup.signal()
                usleep(2000)
            }
        }
    case "confetti":
        for frame in 0..<10 {
            while !screen.isReady {
                for case .terminate(let signal) in screen.wait() {
                    screen.close()
                    die(by: signal)
                }
            }
            screen.present(confetti(screen, frame: frame))
        }
    default: break
    }
}

do {
    let screen = try Screen(options)
    var log: [String] = []
    var drawn = 0
    var ending: Int32?
    var running = true
    while running {
        drawn += 1
        if !(action == "confetti" && log.contains("key !")) { screen.present(picture(of: screen, events: log, drawn: drawn)) }
        let events = screen.wait()
        if events.isEmpty, log.last != "woken" { log.append("woken") }
        for event in events {
            switch event {
            case .key(let key): log.append("key \(key)")
            case .mouse(let mouse):
                let keys = mouse.modifiers.rawValue
                log.append("mouse \(mouse.action) \(mouse.button) at \(mouse.x),\(mouse.y) with \(keys)")
            case .paste(let text): log.append("paste \(text)")
            case .resize(let width, let height): log.append("resize \(width)x\(height)")
            case .background(let background): log.append("background \(background)")
            case .resumed: log.append("resumed")
            case .terminate(let signal):
                ending = signal
                running = false
            }
            if event == .key(Key(.character("!"))) { perform(action, on: screen) }
            if event == .key(Key(.character("q"))) { running = false }
        }
    }
    screen.close()
    if let ending {
        print("ended by signal \(ending)")
        die(by: ending)
    }
    print("ended in order")
} catch {
    print(error)
    exit(2)
}
