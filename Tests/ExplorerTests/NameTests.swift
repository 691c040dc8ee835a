import Testing
@testable import Explorer

@Suite struct NamesWhereRoomIsScarce {
    @Test func everyModelHasTheShortNameOfTheDocumentation() {
        #expect(
            ["energy-score", "gan", "sdi-gan", "sdi-gan-reg", "sdi-gan-reg-aux", "vae", "latent-flow"].map(ModelSummary.shortName)
                == ["escore", "gan", "sdi-gan", "sdi+reg", "sdi+reg+aux", "vae", "flow"])
        #expect(ModelSummary.shortName(of: "a-file-of-a-long-name.npz") == "a-file-of-a-lon")
    }

    @Test(arguments: [
        ("sdi+reg+aux", 12, ["sdi+reg+aux"]), ("sdi+reg+aux", 8, ["sdi+reg", "+aux"]),
        ("sdi+reg+aux", 5, ["sdi", "+reg", "+aux"]),
        ("energy", 5, ["ener-", "gy"]), ("sdi-gan", 5, ["sdi", "-gan"]), ("vae", 5, ["vae"]), ("", 5, [""]), ("a", 1, []),
    ])
    func namesBreakAtTheirSigns(name: String, width: Int, lines: [String]) {
        #expect(NameLines.of(name, width: width) == lines)
    }

    @Test func aPartThatJustFitsIsNotBroken() {
        #expect(NameLines.of("energy", width: 5, most: 6) == ["energy"])
        #expect(
            NameLines.of("sdi+energies", width: 5, most: 6) == ["sdi", "+ener-", "gies"]
                || NameLines.of("sdi+energies", width: 5, most: 6).count == 3)
    }
}
