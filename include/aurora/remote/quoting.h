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
/// @throws Error for NUL and line breaks, which no command line holds; for Cmd also for `"`, `%` and `!`, which have no
/// safe spelling there; for PowerShell and Cmd for what is not UTF-8
[[nodiscard]] std::string quoted(std::string_view argument, Shell shell);

/// A program and its arguments as a command line of the shell. For Cmd it is PowerShell text given as -EncodedCommand
/// (base64 of UTF-16LE): cmd itself has no quoting that holds. The exit status of the line is the program's.
/// @param folder          the working folder; empty = where the shell begins
/// @param prefix, suffix  the user's own text, pasted as it is: "conda activate tomato; ". For PowerShell the prefix is
///                        whole statements, for Cmd both are text of cmd ("call activate tomato &&")
/// @throws Error as quoted() does; for PowerShell and Cmd also for an argument with `"`, which Windows PowerShell does
/// not hand to programs intact
[[nodiscard]] std::string commandLine(const std::vector<std::string>& words, Shell shell, std::string_view folder = {},
                                      std::string_view prefix = {}, std::string_view suffix = {});

/// How long a command line may be for the shell, bytes.
[[nodiscard]] std::size_t longestCommandLine(Shell shell);

}  // namespace aurora::remote
