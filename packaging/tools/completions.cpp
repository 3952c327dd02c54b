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

/// The functions of the generated scripts that say, for a path of subcommands, what may stand there.
std::string bashCases(const CommandWords& root)
{
    std::string commands;
    std::string options;
    std::string values;
    for (const CommandWords* command : flattened(root)) {
        const std::string path = joined(command->path, " ");
        commands += "        " + quoted(path) + ") echo " + quoted(joined(namesBelow(*command), " ")) + ";;\n";
        options += "        " + quoted(path) + ") echo " + quoted(joined(optionNames(*command), " ")) + ";;\n";
        for (const OptionWords& option : command->options) {
            for (const std::string& name : option.choices.empty() ? std::vector<std::string>{} : option.names) {
                values +=
                    "        " + quoted(path + " " + name) + ") echo " + quoted(joined(option.choices, " ")) + ";;\n";
            }
        }
    }
    return "_aurora_commands() {\n    case \"$1\" in\n" + commands +
           "    esac\n}\n\n_aurora_options() {\n    case \"$1\" in\n" + options +
           "    esac\n}\n\n_aurora_values() {\n    case \"$1\" in\n" + values + "    esac\n}\n";
}

constexpr const char* bashEnd = R"sh(
_aurora_cycler_manager() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path="" word candidates
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case " $(_aurora_commands "$path") " in
            *" $word "*) path="${path:+$path }$word" ;;
        esac
    done
    COMPREPLY=()
    candidates=$(_aurora_values "$path $previous")
    if [[ -z $candidates && $current == -* ]]; then
        candidates="$(_aurora_options "$path") $(_aurora_options "")"
    elif [[ -z $candidates ]]; then
        candidates=$(_aurora_commands "$path")
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

constexpr const char* zshEnd = R"sh(
_aurora_cycler_manager() {
    local path="" word candidates current=${words[CURRENT]} previous=${words[CURRENT-1]}
    for word in ${words[2,CURRENT-1]}; do
        case " $(_aurora_commands "$path") " in
            *" $word "*) path="${path:+$path }$word" ;;
        esac
    done
    candidates=$(_aurora_values "$path $previous")
    if [[ -z $candidates && $current == -* ]]; then
        candidates="$(_aurora_options "$path") $(_aurora_options "")"
    elif [[ -z $candidates ]]; then
        candidates=$(_aurora_commands "$path")
    fi
    if [[ -n $candidates ]]; then
        compadd -- ${=candidates}
    else
        _files
    fi
}
_aurora_cycler_manager "$@"
)sh";

/// `__fish_seen_subcommand_from` knows one level; the second level is asked for together with the first.
std::string fishCondition(const CommandWords& command)
{
    if (command.path.empty()) {
        return "__fish_use_subcommand";
    }
    std::string condition;
    for (const std::string& name : command.path) {
        condition += (condition.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + name);
    }
    if (!command.subcommands.empty()) {
        condition += "; and not __fish_seen_subcommand_from " + joined(namesBelow(command), " ");
    }
    return condition;
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
    std::string script = "# Completion of aurora-cycler-manager for fish, made from its command line.\n";
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
