extension ExplorerState {
    /// How many messages are kept.
    static let mostMessages = 200
    /// How long a message stays.
    static let messageTime = Duration.seconds(3)

    /// Says something for three seconds.
    mutating func say(_ text: String, at now: Duration) {
        tell(Message(text: text, isError: false, until: now + Self.messageTime))
    }

    /// Says what went wrong; it stays until a key is pressed.
    mutating func complain(_ text: String) {
        tell(Message(text: text, isError: true, until: nil))
    }

    private mutating func tell(_ new: Message) {
        message = new
        messages.append(new)
        if messages.count > Self.mostMessages { messages.removeFirst() }
    }
}
