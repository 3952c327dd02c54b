#include "aurora/core/error.h"
#include "aurora/remote/quoting.h"
#include "support/sshd.h"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace aurora;
using namespace aurora::remote;

/// What has hurt somebody somewhere.
const std::vector<std::string> nasty{
    R"("; rm -rf ~ #)",
    "$(touch /tmp/x)",
    "`touch /tmp/x`",
    "it's",
    "’ ‘ ‚ ‛ “ ”",
    R"(say "hi")",
    "%PATH%",
    "a b",
    "",
    "Zelle Nr. 5 – größer ≥ 3 µm",
    R"(C:\data\)",
    R"(C:\my data\)",
    "-rf",
    "--",
    "a;b|c&d>e<f",
    "$HOME",
    "!!",
    "~",
    "*",
    "\t",
    "{1..3}",
    "#x",
    "a\\'b",
    "😀",
};

/// What a PowerShell reads as the content of a '…' string, by its rules: any of five quotes ends it, a doubled one
/// stands for itself. Nothing when text is left over behind the string.
std::optional<std::string> readByPowerShell(std::string_view word)
{
    const auto quoteAt = [&](std::size_t i) -> std::size_t {
        if (word.substr(i, 1) == "'") {
            return 1;
        }
        for (const std::string_view quote : {"‘", "’", "‚", "‛"}) {
            if (word.substr(i, 3) == quote) {
                return 3;
            }
        }
        return 0;
    };
    std::string content;
    std::size_t i = quoteAt(0);
    while (i != 0 && i < word.size()) {
        const std::size_t quote = quoteAt(i);
        if (quote != 0) {
            i += quote;
            if (i == word.size()) {
                return content;
            }
            if (quoteAt(i) == 0) {
                return std::nullopt;
            }
        }
        content += word[i++];
        while (i < word.size() && (static_cast<unsigned char>(word[i]) & 0xC0U) == 0x80U) {
            content += word[i++];
        }
    }
    return std::nullopt;
}

/// From base64 of UTF-16LE, ASCII only.
std::string decoded(std::string_view base64)
{
    const std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : base64.substr(0, base64.find('='))) {
        bits = (bits << 6U) | static_cast<unsigned>(digits.find(c));
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
        }
    }
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        EXPECT_EQ(bytes[i + 1], '\0');
        text += bytes[i];
    }
    return text;
}

TEST(Quoting, RealBashGivesEveryArgumentBackAsItWas)
{
    if (!test::hasPosixShell) {
        GTEST_SKIP() << test::noPosixShell;
    }
    std::string line = "printf '%s\\036'";
    std::string expected;
    for (const std::string& argument : nasty) {
        line += ' ' + quoted(argument, Shell::Bash);
        expected += argument + '\036';
    }
    EXPECT_EQ(test::outputOf("bash -c " + quoted(line, Shell::Bash)), expected);
}

TEST(Quoting, RealBashRunsACommandLineInItsFolderBetweenPrefixAndSuffix)
{
    if (!test::hasPosixShell) {
        GTEST_SKIP() << test::noPosixShell;
    }
    const std::string line = commandLine({"printf", "%s|%s|%s", "$(id)", "it's", "a  b"}, Shell::Bash, "/usr/share",
                                         "X=5; echo $X;", "; pwd");
    EXPECT_EQ(test::outputOf("bash -c " + quoted(line, Shell::Bash)), "5\n$(id)|it's|a  b/usr/share\n");
}

TEST(Quoting, BashDoesNotRunTheProgramWhereItsFolderIsMissing)
{
    if (!test::hasPosixShell) {
        GTEST_SKIP() << test::noPosixShell;
    }
    const std::string line = commandLine({"echo", "ran"}, Shell::Bash, "/no/such/folder", {}, "2>&1");
    EXPECT_THROW((void)test::outputOf("bash -c " + quoted(line, Shell::Bash) + " 2>/dev/null"), std::runtime_error);
}

TEST(Quoting, PowerShellReadsEveryArgumentBackAsItWas)
{
    for (const std::string& argument : nasty) {
        EXPECT_EQ(readByPowerShell(quoted(argument, Shell::PowerShell)), argument);
    }
}

TEST(Quoting, PowerShellDoublesTypographicQuotes)
{
    EXPECT_EQ(quoted("a’; calc; ’b", Shell::PowerShell), "'a’’; calc; ’’b'");
}

TEST(Quoting, CmdTakesPlainTextInQuotesAndRefusesWhatExpandsThere)
{
    EXPECT_EQ(quoted("a & b | c", Shell::Cmd), "\"a & b | c\"");
    EXPECT_EQ(quoted(R"(C:\my data\)", Shell::Cmd), R"("C:\my data\\")");
    EXPECT_EQ(quoted("", Shell::Cmd), "\"\"");
    for (const char* argument : {"%PATH%", "say \"hi\"", "!x!"}) {
        EXPECT_THROW((void)quoted(argument, Shell::Cmd), Error) << argument;
    }
}

TEST(Quoting, LineBreaksAndNulAreRefusedByEveryShell)
{
    for (const Shell shell : {Shell::Bash, Shell::PowerShell, Shell::Cmd}) {
        for (const std::string& argument : {std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3)}) {
            EXPECT_THROW((void)quoted(argument, shell), Error);
            EXPECT_THROW((void)commandLine({"echo", argument}, shell), Error);
            EXPECT_THROW((void)commandLine({"echo"}, shell, argument), Error);
        }
    }
}

TEST(Quoting, PowerShellHandsTheExitStatusOfTheProgramOn)
{
    EXPECT_EQ(commandLine({R"(C:\tomato\ketchup.exe)", "load", "it's", "MPG2-1"}, Shell::PowerShell, R"(C:\my lab)",
                          "conda activate tomato; "),
              R"(conda activate tomato; Set-Location -LiteralPath 'C:\my lab' -ErrorAction Stop; )"
              R"($global:LASTEXITCODE=$null; & 'C:\tomato\ketchup.exe' 'load' 'it''s' 'MPG2-1'; )"
              "if ($null -eq $LASTEXITCODE) { exit 1 }; exit $LASTEXITCODE");
}

TEST(Quoting, PowerShellKeepsWhatItWouldDropOrBreakOnTheWayToAProgram)
{
    const std::string line = commandLine({"p", "", R"(C:\my data\)"}, Shell::PowerShell);
    EXPECT_NE(line.find("$PSNativeCommandArgumentPassing='Legacy'; "), std::string::npos) << line;
    EXPECT_NE(line.find(R"(& 'p' ([char]34+''+[char]34) ([char]34+'C:\my data\\'+[char]34);)"), std::string::npos)
        << line;
}

TEST(Quoting, WindowsShellsRefuseAQuotationMarkForAProgram)
{
    EXPECT_THROW((void)commandLine({"ketchup", R"("; rm -rf ~ #)"}, Shell::PowerShell), Error);
    EXPECT_THROW((void)commandLine({"ketchup", R"("; rm -rf ~ #)"}, Shell::Cmd), Error);
}

TEST(Quoting, CmdGetsPowerShellTextWithoutACharacterThatCmdKnows)
{
    const std::string line =
        commandLine({"ketchup", "a & del *", "%PATH%"}, Shell::Cmd, "D:/lab", "call env.bat &&", "2>&1");
    const std::string begin =
        "call env.bat && powershell -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ";
    ASSERT_EQ(line.substr(0, begin.size()), begin);
    ASSERT_EQ(line.substr(line.size() - 5), " 2>&1");
    const std::string text = decoded(line.substr(begin.size(), line.size() - begin.size() - 5));
    EXPECT_EQ(text,
              "$ProgressPreference='SilentlyContinue'; Set-Location -LiteralPath 'D:/lab' -ErrorAction Stop; "
              "$global:LASTEXITCODE=$null; & 'ketchup' 'a & del *' '%PATH%'; if ($null -eq $LASTEXITCODE) { exit 1 }; "
              "exit $LASTEXITCODE");
}

TEST(Quoting, EncodedTextIsUtf16WithSurrogates)
{
    // printf 'é€😀' | iconv -t UTF-16LE | base64 = 6QCsID3YAN4=; the name stands at an offset that is a multiple of
    // three bytes here, so that its base64 stands alone.
    const std::string begin = "$ProgressPreference='SilentlyContinue'; $global:LASTEXITCODE=$null; & '";
    const std::string padding(3 - begin.size() % 3, 'x');
    const std::string line = commandLine({padding + "é€😀!"}, Shell::Cmd);
    EXPECT_NE(line.find("6QCsID3YAN4hA"), std::string::npos) << line;
}

TEST(Quoting, ShellsAreKnownByName)
{
    EXPECT_EQ(shellNamed("bash"), Shell::Bash);
    EXPECT_EQ(shellNamed("powershell"), Shell::PowerShell);
    EXPECT_EQ(shellNamed("cmd"), Shell::Cmd);
    EXPECT_THROW((void)shellNamed("zsh"), Error);
}

TEST(Quoting, LongestLinesStayBelowWhatTheShellsHold)
{
    EXPECT_LT(longestCommandLine(Shell::Cmd), 8191U);
    EXPECT_LT(longestCommandLine(Shell::Bash), 131072U);
    EXPECT_LT(longestCommandLine(Shell::PowerShell), 32767U);
}

}  // namespace
