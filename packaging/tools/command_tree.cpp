#include "command_tree.h"

namespace aurora::packaging {

namespace {

/// `TEXT:{csv,json}` → its two halves. CLI11 has no other way to ask for the set of a check.
void splitType(const std::string& type, OptionWords& words)
{
    const std::size_t open = type.find(":{");
    words.value = type.substr(0, open);
    if (open == std::string::npos) {
        return;
    }
    std::string choices = type.substr(open + 2);
    choices = choices.substr(0, choices.find('}'));
    for (std::size_t begin = 0; begin <= choices.size();) {
        const std::size_t comma = std::min(choices.find(',', begin), choices.size());
        words.choices.push_back(choices.substr(begin, comma - begin));
        begin = comma + 1;
    }
}

OptionWords wordsOf(const CLI::Option& option)
{
    OptionWords words;
    for (const std::string& name : option.get_snames()) {
        words.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
        words.names.push_back("--" + name);
    }
    words.description = option.get_description();
    words.isRequired = option.get_required();
    const bool isFlag = option.get_expected_max() == 0;
    if (!isFlag) {
        splitType(option.get_type_name(), words);
    }
    return words;
}

CommandWords wordsOf(const CLI::App& command, std::vector<std::string> path)
{
    CommandWords words;
    words.path = std::move(path);
    words.description = command.get_description();
    for (const CLI::Option* option : command.get_options()) {
        if (option->nonpositional()) {
            words.options.push_back(wordsOf(*option));
            continue;
        }
        OptionWords positional = wordsOf(*option);
        positional.names = {option->get_name(true)};
        const bool many = option->get_expected_max() > 1;
        const std::string name = positional.names.front() + (many ? "..." : "");
        words.synopsis += (words.synopsis.empty() ? "" : " ") + (option->get_required() ? name : "[" + name + "]");
        words.positionals.push_back(std::move(positional));
    }
    for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; })) {
        std::vector<std::string> inner = words.path;
        inner.push_back(below->get_name());
        words.subcommands.push_back(wordsOf(*below, std::move(inner)));
    }
    return words;
}

void collect(const CommandWords& command, std::vector<const CommandWords*>& all)
{
    all.push_back(&command);
    for (const CommandWords& below : command.subcommands) {
        collect(below, all);
    }
}

}  // namespace

CommandWords commandTree(const CLI::App& root)
{
    return wordsOf(root, {});
}

std::vector<const CommandWords*> flattened(const CommandWords& root)
{
    std::vector<const CommandWords*> all;
    collect(root, all);
    return all;
}

std::string joined(const std::vector<std::string>& words, const std::string& between)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : between) + word;
    }
    return text;
}

}  // namespace aurora::packaging
