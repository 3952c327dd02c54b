#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::remote {

/// The shell that a host's SSH server hands commands to.
enum class Shell
{
    Bash,
    PowerShell,
    Cmd
};

/// "bash", "powershell", "cmd" → shell. @throws Error naming the three
[[nodiscard]] Shell shellNamed(std::string_view name);

/// One argument as one word of the shell: nothing in it has a meaning there. Everything that comes from data goes
/// through here.
/// @throws Error for NUL and line breaks, which no command line holds
[[nodiscard]] std::string quoted(std::string_view argument, Shell shell);

/// A program and its arguments as a command line of the shell. For Cmd it is PowerShell text given as -EncodedCommand
/// (base64 of UTF-16LE): cmd itself has no quoting that holds.
/// @param folder          the working folder; empty = where the shell begins
/// @param prefix, suffix  the user's own text, pasted as it is: "conda activate tomato; "
[[nodiscard]] std::string commandLine(const std::vector<std::string>& words, Shell shell, std::string_view folder = {},
                                      std::string_view prefix = {}, std::string_view suffix = {});

/// How long a command line may be for the shell, bytes.
[[nodiscard]] std::size_t longestCommandLine(Shell shell);

}  // namespace aurora::remote
