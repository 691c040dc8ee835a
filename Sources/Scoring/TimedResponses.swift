internal import Calorimeter
import Threads

/// Adds up the time that responses take, on any number of threads.
final class ResponseTimer: Sendable {
    /// The time of the calling thread, so that two readings on one thread differ by what lay between them.
    fileprivate let clock: @Sendable () -> Duration
    private let total = Guarded((time: Duration.zero, responses: 0))

    init(clock: @escaping @Sendable () -> Duration) { self.clock = clock }

    fileprivate func add(_ time: Duration, responses: Int) {
        total.withLock { total in
            total.time += time
            total.responses += responses
        }
    }

    /// Seconds on one core; nil before there is a response.
    var secondsPerResponse: Double? {
        let (time, responses) = total.withLock { $0 }
        return responses > 0 ? time / .seconds(responses) : nil
    }
}

/// The responses of another responder, with the time that it alone takes.
struct TimedResponses: Responder {
    let responder: any Responder
    let timer: ResponseTimer

    var detector: Detector { responder.detector }

    func makeSession(batch: Int) -> TimedSession { TimedSession(session: responder.makeSession(batch: batch), timer: timer) }
}

struct TimedSession: ResponseSession {
    let session: any ResponseSession
    let timer: ResponseTimer

    func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        let start = timer.clock()
        let made = session.respond(to: particles, seed: seed, firstIndex: firstIndex, into: photons)
        timer.add(timer.clock() - start, responses: made)
        return made
    }
}
