/// A terminal description that travels in the program.
///
/// Debian's base system describes no terminal with 24-bit colours, and a terminal can show more than its entry says
/// (`--color 256` where TERM is `xterm`). ncurses accepts a compiled entry in the environment instead of a file.
/// The entries hold output capabilities only, and only those which xterm, tmux, GNU screen and the Linux console share;
/// input is decoded without terminfo.
struct TerminfoEntry: Hashable, Sendable {
    /// The value of TERM that selects the entry.
    let name: String
    /// What `tic -x` made of `source`, in base 64.
    let compiled: String

    /// The value of TERMINFO that carries the entry.
    var inline: String { "b64:" + compiled }

    /// The entries as `tic -x` reads them.
    static let source = #"""
        zdc-base|what every terminal of today obeys,
            am, mir, msgr, xenl,
            cols#80, lines#24,
            bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
            cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
            cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A, dim=\E[2m, ech=\E[%p1%dX,
            ed=\E[J, el=\E[K, el1=\E[1K, home=\E[H, hpa=\E[%i%p1%dG, ind=\n,
            op=\E[39;49m, rev=\E[7m, rmam=\E[?7l, rmcup=\E[?1049l\E[23;0;0t, rmso=\E[27m, rmul=\E[24m,
            sgr=\E[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%p3%|%t;7%;m,
            sgr0=\E[m, smam=\E[?7h, smcup=\E[?1049h\E[22;0;0t, smso=\E[7m, smul=\E[4m, vpa=\E[%i%p1%dd,
        zdc-direct|24-bit colours; the numbers below 256 are the palette,
            RGB, colors#0x1000000, pairs#0x40000, CO#0x100,
            setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{256}%<%t48;5;%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{256}%<%t38;5;%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
            use=zdc-base,
        zdc-256|256 colours,
            colors#0x100, pairs#0x10000,
            setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m,
            setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m,
            use=zdc-base,

        """#

    /// 24-bit colours by number, red << 16 | green << 8 | blue, except 0…255, which are the palette.
    static let direct = TerminfoEntry(
        name: "zdc-direct",
        compiled: """
            HgJBAA8ADwBpAf0BemRjLWRpcmVjdHwyNC1iaXQgY29sb3VyczsgdGhlIG51bWJlcnMgYmVsb3cgMjU2IGFyZSB0aGUgcGFsZXR0ZQAAAQAAAQ\
            AAAAAAAAAAAQFQAAAA/////xgAAAD/////////////////////////////////////////////////////AAAAAQAABAD//wAAAgD/////BAAM\
            ABAAFAD//x8AMAAyADYAPQD//z8ARgD//0oA//////////////////9OAFMA//9lAP///////2oAbwB0AHkA//+CAIYA/////5gAngD///////\
            //////////////////////////////////////////////////////////////////////////////////////////////////////////////\
            ////////////////////////////////////////////////pAD///////+tALYA//+/AP///////////////////////////////8gA///TAP\
            //1QD//////////////////////////////////////////////////wsBEQH/////////////////////////////////////////////////\
            //////////////////////////////////////////////////////////////////////////////////////////////////////////////\
            //////////////////////////////////////////////////////////////////////////////////////////////////////////////\
            ////////////////////////////////////////FwH///////////////////////////////////////////////////////////////////\
            ////8cAf//////////////////////////////////////////////////////////////////////////////////////////////////////\
            ////////////////////////////////////////////////////////////JQGRAQcADQAbW0gbWzJKABtbSwAbW0oAG1slaSVwMSVkRwAbWy\
            VpJXAxJWQ7JXAyJWRIAAoAG1tIABtbPzI1bAAIABtbPzI1aAAbW0MAG1tBABtbMW0AG1s/MTA0OWgbWzIyOzA7MHQAG1sybQAbWzdtABtbN20A\
            G1s0bQAbWyVwMSVkWAAbW20AG1s/MTA0OWwbWzIzOzA7MHQAG1syN20AG1syNG0AG1slcDElZEIAG1slcDElZEQAG1slcDElZEMAG1slcDElZE\
            EAG1slaSVwMSVkZAAKABtbMCU/JXA2JXQ7MSU7JT8lcDUldDsyJTslPyVwMiV0OzQlOyU/JXAxJXAzJXwldDs3JTttABtbPzdoABtbPzdsABtb\
            MUsAG1szOTs0OW0AG1slPyVwMSV7OH0lPCV0MyVwMSVkJWUlcDElezI1Nn0lPCV0Mzg7NTslcDElZCVlMzg7MjslcDElezY1NTM2fSUvJWQ7JX\
            AxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1fSUmJWQlO20AG1slPyVwMSV7OH0lPCV0NCVwMSVkJWUlcDElezI1Nn0lPCV0NDg7NTslcDEl\
            ZCVlNDg7MjslcDElezY1NTM2fSUvJWQ7JXAxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1fSUmJWQlO20AAAEAAQAAAAIABwABAAABAAAAAA\
            QAUkdCAENPAA==
            """)

    /// The 256-colour palette.
    static let palette256 = TerminfoEntry(
        name: "zdc-256",
        compiled: """
            HgIUAA8ADwBpAaQBemRjLTI1NnwyNTYgY29sb3VycwAAAQAAAQAAAAAAAAAAAQEAUAAAAP////8YAAAA//////////////////////////////\
            ///////////////////////wABAAAAAAEA//8AAAIA/////wQADAAQABQA//8fADAAMgA2AD0A//8/AEYA//9KAP//////////////////TgBT\
            AP//ZQD///////9qAG8AdAB5AP//ggCGAP////+YAJ4A//////////////////////////////////////////////////////////////////\
            ///////////////////////////////////////////////////////////////////////////////////////////////////6QA////////\
            rQC2AP//vwD////////////////////////////////IAP//0wD//9UA//////////////////////////////////////////////////8LAR\
            EB////////////////////////////////////////////////////////////////////////////////////////////////////////////\
            //////////////////////////////////////////////////////////////////////////////////////////////////////////////\
            ///////////////////////////////////////////////////////////////////////////////////////////xcB////////////////\
            ////////////////////////////////////////////////////////HAH///////////////////////////////////////////////////\
            //////////////////////////////////////////////////////////////////////////////////////////////////////////////\
            /yUBZAEHAA0AG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQ\
            AbWzFtABtbPzEwNDloG1syMjswOzB0ABtbMm0AG1s3bQAbWzdtABtbNG0AG1slcDElZFgAG1ttABtbPzEwNDlsG1syMzswOzB0ABtbMjdtABtb\
            MjRtABtbJXAxJWRCABtbJXAxJWREABtbJXAxJWRDABtbJXAxJWRBABtbJWklcDElZGQACgAbWzAlPyVwNiV0OzElOyU/JXA1JXQ7MiU7JT8lcD\
            IldDs0JTslPyVwMSVwMyV8JXQ7NyU7bQAbWz83aAAbWz83bAAbWzFLABtbMzk7NDltABtbJT8lcDElezh9JTwldDMlcDElZCVlJXAxJXsxNn0l\
            PCV0OSVwMSV7OH0lLSVkJWUzODs1OyVwMSVkJTttABtbJT8lcDElezh9JTwldDQlcDElZCVlJXAxJXsxNn0lPCV0MTAlcDElezh9JS0lZCVlND\
            g7NTslcDElZCU7bQA=
            """)
}
