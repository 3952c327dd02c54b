#include "aurora/remote/quoting.h"

#include "aurora/core/base64.h"
#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>

namespace aurora::remote {

namespace {

void refuseUnquotable(std::string_view argument)
{
    if (argument.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos) {
        throw Error("An argument with a line break or a NUL character cannot be given to a command: \"" +
                    std::string(argument.substr(0, argument.find_first_of(std::string_view("\0\r\n", 3)))) +
                    "…\". Nothing was sent.");
    }
}

void refuseOtherThanUtf8(std::string_view argument)
{
    if (!isUtf8(argument)) {
        throw Error("An argument that is not UTF-8 cannot be given to a Windows shell. Nothing was sent.");
    }
}

std::string bashWord(std::string_view argument)
{
    std::string word = "'";
    for (const char c : argument) {
        if (c == '\'') {
            word += R"('\'')";
            continue;
        }
        word += c;
    }
    return word + "'";
}

/// PowerShell ends a '…' string at four typographic quotes too (U+2018 to U+201B); doubled, each stands for itself.
std::string powerShellWord(std::string_view argument)
{
    refuseOtherThanUtf8(argument);
    std::string word = "'";
    for (std::size_t i = 0; i < argument.size();) {
        const std::string_view rest = argument.substr(i);
        const bool typographic =
            rest.size() >= 3 && rest.substr(0, 2) == "\xE2\x80" && rest[2] >= '\x98' && rest[2] <= '\x9B';
        const std::string_view character = rest.substr(0, typographic ? 3 : 1);
        word += character;
        if (typographic || character == "'") {
            word += character;
        }
        i += character.size();
    }
    return word + "'";
}

/// cmd expands %NAME% inside of quotes too, and `"` ends them: what holds such a character has no safe spelling.
std::string cmdWord(std::string_view argument)
{
    refuseOtherThanUtf8(argument);
    if (argument.find_first_of("\"%!") != std::string_view::npos) {
        throw Error("The argument \"" + std::string(argument) +
                    "\" holds one of the characters \" % ! and cannot be quoted for cmd. Nothing was sent.");
    }
    std::string word = '"' + std::string(argument);
    const std::size_t last = argument.find_last_not_of('\\');
    word.append(argument.size() - (last == std::string_view::npos ? 0 : last + 1), '\\');
    return word + '"';
}

/// An argument that PowerShell hands to a program. Windows PowerShell drops empty ones and forgets that a backslash
/// before its closing quote is an escape: these two get their quotes here, without a `"` in the text, which the way
/// through sshd may not survive.
std::string powerShellArgument(std::string_view argument, bool& ownQuotes)
{
    if (argument.find('"') != std::string_view::npos) {
        throw Error("The argument \"" + std::string(argument) +
                    "\" holds a quotation mark, which Windows PowerShell does not hand to programs intact. Nothing was "
                    "sent.");
    }
    const bool blank = argument.find_first_of(" \t\v\f") != std::string_view::npos ||
                       argument.find("\xC2\xA0") != std::string_view::npos;
    if (!argument.empty() && !(blank && argument.back() == '\\')) {
        return powerShellWord(argument);
    }
    ownQuotes = true;
    const std::size_t last = argument.find_last_not_of('\\');
    std::string doubled(argument);
    doubled.append(argument.size() - (last == std::string_view::npos ? 0 : last + 1), '\\');
    return "([char]34+" + powerShellWord(doubled) + "+[char]34)";
}

/// Calls the program and hands its exit status on. Without the last lines PowerShell would answer 0 or 1, and 0 for
/// a program that is not there.
std::string powerShellCall(const std::vector<std::string>& words, std::string_view folder, std::string_view suffix)
{
    std::string call = "& " + powerShellWord(words.front());
    bool ownQuotes = false;
    for (std::size_t i = 1; i < words.size(); ++i) {
        call += ' ' + powerShellArgument(words[i], ownQuotes);
    }
    std::string text;
    if (!folder.empty()) {
        text += "Set-Location -LiteralPath " + powerShellWord(folder) + " -ErrorAction Stop; ";
    }
    if (ownQuotes) {
        text += "$PSNativeCommandArgumentPassing='Legacy'; ";
    }
    text += "$global:LASTEXITCODE=$null; " + call;
    if (!suffix.empty()) {
        text += ' ' + std::string(suffix);
    }
    return text + "; if ($null -eq $LASTEXITCODE) { exit 1 }; exit $LASTEXITCODE";
}

/// Of text that is UTF-8.
std::string utf16LittleEndian(std::string_view utf8)
{
    std::string out;
    const auto put = [&](unsigned unit) {
        out += static_cast<char>(unit & 0xFFU);
        out += static_cast<char>(unit >> 8U);
    };
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
        constexpr std::array<unsigned, 5> masks{0, 0x7FU, 0x1FU, 0x0FU, 0x07U};
        unsigned code = first & masks[length];
        for (std::size_t k = 1; k < length; ++k) {
            code = (code << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        }
        if (code >= 0x10000U) {
            put(0xD800U + ((code - 0x10000U) >> 10U));
            put(0xDC00U + ((code - 0x10000U) & 0x3FFU));
        } else {
            put(code);
        }
        i += length;
    }
    return out;
}

std::string bashCommandLine(const std::vector<std::string>& words, std::string_view folder, std::string_view prefix,
                            std::string_view suffix)
{
    std::string line(prefix);
    if (!line.empty() && line.back() != ' ') {
        line += ' ';
    }
    if (!folder.empty()) {
        line += "cd -- " + bashWord(folder) + " && ";
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        line += (i == 0 ? "" : " ") + bashWord(words[i]);
    }
    return suffix.empty() ? line : line + ' ' + std::string(suffix);
}

std::string powerShellCommandLine(const std::vector<std::string>& words, std::string_view folder,
                                  std::string_view prefix, std::string_view suffix)
{
    std::string line(trimmed(prefix));
    if (!line.empty()) {
        line += line.back() == ';' ? " " : "; ";
    }
    return line + powerShellCall(words, folder, suffix);
}

std::string cmdCommandLine(const std::vector<std::string>& words, std::string_view folder, std::string_view prefix,
                           std::string_view suffix)
{
    std::string line(prefix);
    if (!line.empty() && line.back() != ' ') {
        line += ' ';
    }
    const std::string text = "$ProgressPreference='SilentlyContinue'; " + powerShellCall(words, folder, {});
    line += "powershell -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ";
    line += base64(utf16LittleEndian(text));
    return suffix.empty() ? line : line + ' ' + std::string(suffix);
}

}  // namespace

Shell shellNamed(std::string_view name)
{
    const std::string lower = lowerCase(trimmed(name));
    if (lower == "bash") {
        return Shell::Bash;
    }
    if (lower == "powershell") {
        return Shell::PowerShell;
    }
    if (lower == "cmd") {
        return Shell::Cmd;
    }
    throw Error("\"" + std::string(name) + "\" is no shell that is known. Write \"bash\", \"powershell\" or \"cmd\".");
}

std::string quoted(std::string_view argument, Shell shell)
{
    refuseUnquotable(argument);
    switch (shell) {
    case Shell::Bash:
        return bashWord(argument);
    case Shell::PowerShell:
        return powerShellWord(argument);
    case Shell::Cmd:
        break;
    }
    return cmdWord(argument);
}

std::string commandLine(const std::vector<std::string>& words, Shell shell, std::string_view folder,
                        std::string_view prefix, std::string_view suffix)
{
    if (words.empty() || words.front().empty()) {
        throw Error("There is no program to run. Nothing was sent.");
    }
    std::for_each(words.begin(), words.end(), refuseUnquotable);
    refuseUnquotable(folder);
    switch (shell) {
    case Shell::Bash:
        return bashCommandLine(words, folder, prefix, suffix);
    case Shell::PowerShell:
        return powerShellCommandLine(words, folder, prefix, suffix);
    case Shell::Cmd:
        break;
    }
    return cmdCommandLine(words, folder, prefix, suffix);
}

std::size_t longestCommandLine(Shell shell)
{
    // What the systems hold (one argument on Linux, CreateProcess, cmd), less what sshd puts around it.
    switch (shell) {
    case Shell::Bash:
        return 131'000;
    case Shell::PowerShell:
        return 32'000;
    case Shell::Cmd:
        break;
    }
    return 8'000;
}

}  // namespace aurora::remote
