import CTerminal
import Glibc

/// The part of the locale that a terminal needs: which characters there are. Numbers keep their decimal points.
enum Locale {
    /// Takes the user's character encoding over; returns its name.
    static func adopt() -> String {
        setlocale(LC_CTYPE, "")
        return codeset
    }

    /// Whether Unicode can be written, with the C library's own UTF-8 locale where the user's has none.
    static func carriesUnicode() -> Bool {
        codeset == "UTF-8" || (setlocale(LC_CTYPE, "C.UTF-8") != nil && codeset == "UTF-8")
    }

    private static var codeset: String { String(cString: nl_langinfo(nl_item(CODESET))) }
}
