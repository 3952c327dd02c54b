#include "command_tree.h"

namespace aurora::packaging {

namespace {

/// Text that roff takes as text: no hyphens that break, no requests at the start of a line.
std::string escaped(const std::string& text)
{
    std::string roff;
    bool atLineStart = true;
    for (const char c : text) {
        if (atLineStart && (c == '.' || c == '\'')) {
            roff += "\\&";
        }
        if (c == '-') {
            roff += "\\-";
        } else if (c == '\\') {
            roff += "\\e";
        } else {
            roff += c;
        }
        atLineStart = c == '\n';
    }
    return roff;
}

std::string optionText(const OptionWords& option)
{
    std::string names;
    for (const std::string& name : option.names) {
        names += (names.empty() ? "" : ", ") + ("\\fB" + escaped(name) + "\\fR");
    }
    const std::string value = option.choices.empty() ? option.value : joined(option.choices, "|");
    std::string text = ".TP\n" + names + (value.empty() ? "" : " \\fI" + escaped(value) + "\\fR") + "\n";
    return text + escaped(option.description) + (option.isRequired ? " (required)" : "") + "\n";
}

std::string commandText(const CommandWords& command)
{
    std::string text = ".SS \"" + escaped(joined(command.path, " ")) +
                       (command.synopsis.empty() ? "" : " " + escaped(command.synopsis)) + "\"\n";
    text += escaped(command.description) + "\n";
    for (const OptionWords& option : command.options) {
        if (option.names.back() != "--help") {
            text += optionText(option);
        }
    }
    return text;
}

constexpr const char* beforeOptions = R"(.SH SYNOPSIS
.B aurora\-cycler\-manager
[\fIFILE\fR...]
.br
.B aurora\-cycler\-manager
[\fIoptions\fR] \fIcommand\fR [\fIarguments\fR]
.SH DESCRIPTION
Keeps track of battery cells and of the experiments on them. Without arguments, or with files of cyclers
(.mpr, .mpt, .ndax, .nda, .xlsx, .csv, .json, .h5), the window opens; files are drawn at once, without a project.
With a command the same work is done without a display.
)";

constexpr const char* afterCommands = R"(.SH EXIT STATUS
.TP
0
All is done.
.TP
1
Something failed; what and why is on standard error, the rest is done.
.TP
2
The command line is wrong.
.SH ENVIRONMENT
.TP
AURORA_PROJECT
Folder of the project, where \fB\-\-project\fR is not given.
.TP
AURORA_USER_CONFIG
The user's configuration file, where it is not the usual one.
.SH FILES
.TP
\fIproject\fR/shared_config.json
What a project shares: folders, servers, columns of samples.
.SH SEE ALSO
The guide is in the window under Help, and in /usr/share/doc/aurora\-cycler\-manager.
)";

}  // namespace

std::string manualPage(const CommandWords& root, const std::string& version, const std::string& date)
{
    std::string page = ".TH AURORA\\-CYCLER\\-MANAGER 1 \"" + escaped(date) + "\" \"" + escaped(version) +
                       "\" \"User commands\"\n.SH NAME\naurora\\-cycler\\-manager \\- track, cycle and analyse battery "
                       "cells\n";
    page += beforeOptions;
    page += ".SH OPTIONS\n";
    for (const OptionWords& option : root.options) {
        page += optionText(option);
    }
    page += ".SH COMMANDS\n";
    for (const CommandWords* command : flattened(root)) {
        if (!command->path.empty()) {
            page += commandText(*command);
        }
    }
    return page + afterCommands;
}

}  // namespace aurora::packaging
