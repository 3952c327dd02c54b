#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/services/preferences.h"
#include "aurora/services/project.h"
#include "aurora/services/ro_crate.h"
#include "crate_identifiers.h"
#include "wording.h"

namespace aurora::services {

namespace {

constexpr const char* templateKey = "RO-Crate template";

std::string textOr(const Json& value, const char* key)
{
    return value.is_object() ? textAt(value, key).value_or("") : std::string();
}

Json toJson(const CrateDescription& description)
{
    Json authors = Json::array();
    for (const CrateDescription::Author& author : description.authors) {
        authors.push_back({{"name", author.name}, {"institution", author.institution}, {"orcid", author.orcid}});
    }
    return {{"title", description.title},
            {"description", description.description},
            {"authors", std::move(authors)},
            {"licence", description.licence},
            {"doi", description.doi}};
}

CrateDescription fromJson(const Json& kept)
{
    CrateDescription description{.title = textOr(kept, "title"),
                                 .description = textOr(kept, "description"),
                                 .authors = {},
                                 .licence = textOr(kept, "licence"),
                                 .doi = textOr(kept, "doi")};
    const auto authors = kept.is_object() ? kept.find("authors") : kept.end();
    if (authors != kept.end() && authors->is_array()) {
        for (const Json& author : *authors) {
            description.authors.push_back(
                {textOr(author, "name"), textOr(author, "institution"), textOr(author, "orcid")});
        }
    }
    return description;
}

}  // namespace

std::string whyNotDescription(const CrateDescription& description)
{
    if (!trimmed(description.doi).empty() && doiAddress(description.doi).empty()) {
        return quoted(description.doi) + " is no DOI. A DOI looks like 10.5281/zenodo.1234567.";
    }
    for (const CrateDescription::Author& author : description.authors) {
        if (trimmed(author.name).empty()) {
            return "An author has no name.";
        }
        if (!trimmed(author.orcid).empty() && orcidAddress(author.orcid).empty()) {
            return quoted(author.orcid) + " of " + author.name +
                   " is no ORCID. An ORCID looks like 0000-0002-1825-0097; its last digit checks the others.";
        }
    }
    return {};
}

CrateDescription::Author authorFromText(std::string_view text)
{
    std::vector<std::string> parts = split(text, ';');
    parts.resize(3);
    return {std::string(trimmed(parts[0])), std::string(trimmed(parts[1])), std::string(trimmed(parts[2]))};
}

CrateDescription crateTemplate()
{
    const Json user = readConfiguration(userConfigPath());
    const auto kept = user.is_object() ? user.find(templateKey) : user.end();
    return kept == user.end() ? CrateDescription() : fromJson(*kept);
}

void keepCrateTemplate(const CrateDescription& description)
{
    const Json before = readConfiguration(userConfigPath());
    Json edited = before;
    edited[templateKey] = toJson(description);
    saveConfiguration(ConfigurationFile::User, userConfigPath(), before, edited);
}

}  // namespace aurora::services
