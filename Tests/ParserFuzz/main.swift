import Foundation

// Damaged files for everything that reads files, texts and bytes from outside.
//
//     parser-fuzz [--parsers NAME,NAME] [--seed S] [--count FILES-OF-EACH] [--first NUMBER]
//     parser-fuzz --parsers NAME --file FILE
//
// Status 0: nothing was found; 1: a parser misbehaves, and the shortest file that makes it do so is printed.

#if DEBUG || FUZZING
do {
    exit(try FuzzCommand(CommandLine.arguments.dropFirst()).run() ? 0 : 1)
} catch {
    print("\(error)")
    exit(64)
}
#else
print("The fuzzer needs internal declarations: build it for debugging, or with -Xswiftc -enable-testing -Xswiftc -DFUZZING.")
exit(64)
#endif
