#include "command_tree.h"

namespace aurora::packaging {

namespace {

constexpr const char* program = "aurora-cycler-manager";

/// In single quotes for a POSIX shell and for fish.
std::string quoted(const std::string& text, bool isFish = false)
{
    std::string safe = "'";
    for (const char c : text) {
        if (c == '\'') {
            safe += isFish ? "\\'" : "'\\''";
        } else if (c == '\\' && isFish) {
            safe += "\\\\";
        } else {
            safe += c == '\n' ? ' ' : c;
        }
    }
    return safe + "'";
}

std::vector<std::string> namesBelow(const CommandWords& command)
{
    std::vector<std::string> names;
    for (const CommandWords& below : command.subcommands) {
        names.push_back(below.path.back());
    }
    return names;
}

std::vector<std::string> optionNames(const CommandWords& command)
{
    std::vector<std::string> names;
    for (const OptionWords& option : command.options) {
        names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return names;
}

/// Those that a value follows: the word after them is no subcommand.
std::vector<std::string> namesWithValue(const CommandWords& command)
{
    std::vector<std::string> names;
    for (const OptionWords& option : command.options) {
        if (!option.value.empty()) {
            names.insert(names.end(), option.names.begin(), option.names.end());
        }
    }
    return names;
}

/// The functions of the generated scripts that say, for a path of subcommands, what may stand there.
std::string bashCases(const CommandWords& root)
{
    std::string commands;
    std::string options;
    std::string withValue;
    std::string values;
    for (const CommandWords* command : flattened(root)) {
        const std::string path = joined(command->path, " ");
        const auto echo = [&path](const std::vector<std::string>& words) {
            return "        " + quoted(path) + ") echo " + quoted(joined(words, " ")) + ";;\n";
        };
        commands += echo(namesBelow(*command));
        options += echo(optionNames(*command));
        withValue += echo(namesWithValue(*command));
        for (const OptionWords& option : command->options) {
            for (const std::string& name : option.choices.empty() ? std::vector<std::string>{} : option.names) {
                values +=
                    "        " + quoted(path + " " + name) + ") echo " + quoted(joined(option.choices, " ")) + ";;\n";
            }
        }
    }
    const auto function = [](const std::string& name, const std::string& cases) {
        return name + "() {\n    case \"$1\" in\n" + cases + "    esac\n}\n";
    };
    return function("_aurora_commands", commands) + "\n" + function("_aurora_options", options) + "\n" +
           function("_aurora_with_value", withValue) + "\n" + function("_aurora_values", values);
}

// bash breaks words at `=`, so that `--project=/lab` is three of them.
constexpr const char* bashEnd = R"sh(
_aurora_cycler_manager() {
    local current=${COMP_WORDS[COMP_CWORD]} verb="" option="" word candidates
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $option ]]; then
            [[ $word == = ]] || option=""
            continue
        fi
        case " $(_aurora_with_value "$verb") $(_aurora_with_value "") " in
            *" $word "*) option=$word ;;
        esac
        case " $(_aurora_commands "$verb") " in
            *" $word "*) verb="${verb:+$verb }$word" ;;
        esac
    done
    COMPREPLY=()
    if [[ -n $option ]]; then
        [[ $current != = ]] || current=""
        candidates=$(_aurora_values "$verb $option")
    elif [[ $current == -* ]]; then
        candidates="$(_aurora_options "$verb") $(_aurora_options "")"
    else
        candidates=$(_aurora_commands "$verb")
    fi
    if [[ -n $candidates ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "$current")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _aurora_cycler_manager aurora-cycler-manager
)sh";

// `verb`, not `path`: that array of zsh is PATH itself.
constexpr const char* zshEnd = R"sh(
_aurora_cycler_manager() {
    local current=${words[CURRENT]} verb="" option="" word candidates
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n $option ]]; then
            option=""
            continue
        fi
        case " $(_aurora_with_value "$verb") $(_aurora_with_value "") " in
            *" $word "*) option=$word ;;
        esac
        case " $(_aurora_commands "$verb") " in
            *" $word "*) verb="${verb:+$verb }$word" ;;
        esac
    done
    if [[ -n $option ]]; then
        candidates=$(_aurora_values "$verb $option")
    elif [[ $current == -* ]]; then
        candidates="$(_aurora_options "$verb") $(_aurora_options "")"
    else
        candidates=$(_aurora_commands "$verb")
    fi
    if [[ -n $candidates ]]; then
        compadd -- ${=candidates}
    else
        _files
    fi
}
_aurora_cycler_manager "$@"
)sh";

/// The same for fish, one word a line.
std::string fishCases(const CommandWords& root)
{
    std::string commands;
    std::string withValue;
    for (const CommandWords* command : flattened(root)) {
        const auto lines = [command](const std::vector<std::string>& words) {
            return words.empty() ? ""
                                 : "        case " + quoted(joined(command->path, " "), true) +
                                       "\n            string split ' ' -- " + quoted(joined(words, " "), true) + "\n";
        };
        commands += lines(namesBelow(*command));
        withValue += lines(namesWithValue(*command));
    }
    const auto function = [](const std::string& name, const std::string& cases) {
        return "function " + name + "\n    switch \"$argv[1]\"\n" + cases + "    end\nend\n";
    };
    return function("__aurora_commands", commands) + "\n" + function("__aurora_with_value", withValue);
}

// fish's own `__fish_use_subcommand` takes the value of an option for a subcommand.
constexpr const char* fishPath = R"sh(
function __aurora_at -d 'Whether these subcommands stand before the cursor, and no others'
    set -l verb
    set -l option
    for word in (commandline -opc)[2..-1]
        if set -q option[1]
            set option
        else if contains -- $word (__aurora_with_value "$verb") (__aurora_with_value '')
            set option $word
        else if contains -- $word (__aurora_commands "$verb")
            set -a verb $word
        end
    end
    test "$verb" = "$argv[1]"
end

)sh";

std::string fishCondition(const CommandWords& command)
{
    return "__aurora_at \"" + joined(command.path, " ") + "\"";
}

std::string fishOption(const CommandWords& command, const OptionWords& option)
{
    std::string line = std::string("complete -c ") + program;
    if (!command.path.empty()) {  // the options of the root hold everywhere
        line += " -n " + quoted(fishCondition(command), true);
    }
    for (const std::string& name : option.names) {
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (!option.choices.empty()) {
        line += " -x -a " + quoted(joined(option.choices, " "), true);
    } else if (!option.value.empty()) {
        line += " -r";
    }
    return line + " -d " + quoted(option.description, true) + "\n";
}

}  // namespace

std::string bashCompletion(const CommandWords& root)
{
    return "# Completion of aurora-cycler-manager for bash, made from its command line.\n\n" + bashCases(root) +
           bashEnd;
}

std::string zshCompletion(const CommandWords& root)
{
    return "#compdef aurora-cycler-manager\n# Made from the command line of the program.\n\n" + bashCases(root) +
           zshEnd;
}

std::string fishCompletion(const CommandWords& root)
{
    std::string script = "# Completion of aurora-cycler-manager for fish, made from its command line.\n\n";
    script += fishCases(root) + fishPath;
    for (const CommandWords* command : flattened(root)) {
        for (const CommandWords& below : command->subcommands) {
            script += std::string("complete -c ") + program + " -n " + quoted(fishCondition(*command), true) +
                      " -f -a " + below.path.back() + " -d " + quoted(below.description, true) + "\n";
        }
        for (const OptionWords& option : command->options) {
            script += fishOption(*command, option);
        }
    }
    return script;
}

}  // namespace aurora::packaging
