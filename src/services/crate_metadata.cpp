#include "crate_metadata.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "crate_identifiers.h"
#include "wording.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace aurora::services {

namespace {

constexpr const char* specification = "https://w3id.org/ro/crate/1.1";
constexpr const char* metadataFile = "ro-crate-metadata.json";
constexpr const char* softwareId = "#aurora-cycler-manager";
constexpr const char* exportId = "#export";
constexpr std::size_t lengthOfDate = 10;  // YYYY-MM-DD

/// What a file's ending says, and where that format is described: identifiers of the PRONOM registry.
struct Encoding
{
    std::string_view ending;
    const char* mediaType;
    const char* registry;
    const char* name;
};

constexpr std::array encodings{
    Encoding{".csv", "text/csv", "https://www.nationalarchives.gov.uk/PRONOM/x-fmt/18", "Comma Separated Values"},
    Encoding{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "https://www.nationalarchives.gov.uk/PRONOM/fmt/214", "Microsoft Excel for Windows"},
    Encoding{".h5", "application/x-hdf5", "https://www.nationalarchives.gov.uk/PRONOM/fmt/807",
             "Hierarchical Data Format File"},
    Encoding{".json", "application/json", "https://www.nationalarchives.gov.uk/PRONOM/fmt/817",
             "JSON Data Interchange"},
};

const Encoding* encodingOf(std::string_view name)
{
    const auto found = std::find_if(encodings.begin(), encodings.end(),
                                    [name](const Encoding& encoding) { return name.ends_with(encoding.ending); });
    return found == encodings.end() ? nullptr : &*found;
}

Json reference(const std::string& id)
{
    return {{"@id", id}};
}

/// One thing named once: the graph of a crate is flat.
class Graph
{
public:
    void add(Json entity)
    {
        if (m_known.insert(entity["@id"].get<std::string>()).second) {
            m_entities.push_back(std::move(entity));
        }
    }

    /// Adds what has no identifier but the one that was made of its name, under another where something else has it.
    /// @return the identifier; of the same entity again the same
    [[nodiscard]] std::string addNamed(Json entity)
    {
        const auto wanted = entity["@id"].get<std::string>();
        for (int number = 1;; ++number) {
            entity["@id"] = number == 1 ? wanted : wanted + "-" + std::to_string(number);
            const auto id = entity["@id"].get<std::string>();
            const bool isTaken = m_known.contains(id) || id == softwareId || id == exportId;
            if (!isTaken) {
                add(std::move(entity));
                return id;
            }
            if (std::find(m_entities.begin(), m_entities.end(), entity) != m_entities.end()) {
                return id;
            }
        }
    }

    [[nodiscard]] Json take() { return std::move(m_entities); }

private:
    Json m_entities = Json::array();
    std::set<std::string> m_known;
};

std::string cellWords(const Json& row)
{
    std::string words;
    for (const char* const column : {"Cathode type", "Anode type", "Separator", "Electrolyte name"}) {
        const auto found = row.find(column);
        if (found != row.end() && found->is_string() && !found->get<std::string>().empty()) {
            words += (words.empty() ? "" : ", ") + lowerCase(column) + " " + found->get<std::string>();
        }
    }
    return words;
}

std::string addInstitution(Graph& graph, const std::string& name)
{
    return graph.addNamed({{"@id", "#" + uriPath(name)}, {"@type", "Organization"}, {"name", name}});
}

/// Adds the authors and where they work. @return references to the authors
Json addAuthors(Graph& graph, const std::vector<CrateDescription::Author>& authors)
{
    Json references = Json::array();
    for (const CrateDescription::Author& author : authors) {
        std::string id = orcidAddress(author.orcid);
        Json person{{"@id", id}, {"@type", "Person"}, {"name", author.name}};
        if (!author.institution.empty()) {
            person["affiliation"] = reference(addInstitution(graph, author.institution));
        }
        if (id.empty()) {
            person["@id"] = "#" + uriPath(author.name);
            id = graph.addNamed(std::move(person));
        } else {
            graph.add(std::move(person));
        }
        references.push_back(reference(id));
    }
    return references;
}

/// Adds what the licence is. @return a reference to it
Json addLicence(Graph& graph, const std::string& licence)
{
    const CrateLicence known = licenceOf(licence);
    graph.add({{"@id", known.id}, {"@type", "CreativeWork"}, {"name", known.name}, {"description", known.description}});
    return reference(known.id);
}

/// Adds a file and the description of its format. @return a reference to it
Json addFile(Graph& graph, const CrateFile& file)
{
    const std::string id = uriPath(file.name);
    Json entity{{"@id", id},
                {"@type", "File"},
                {"name", file.name.substr(file.name.rfind('/') + 1)},
                {"description", file.description},
                {"contentSize", std::to_string(file.size)}};
    if (const Encoding* const encoding = encodingOf(file.name)) {
        entity["encodingFormat"] = Json::array({encoding->mediaType, reference(encoding->registry)});
        graph.add(std::move(entity));
        graph.add({{"@id", encoding->registry}, {"@type", "WebSite"}, {"name", encoding->name}});
    } else {
        graph.add(std::move(entity));
    }
    return reference(id);
}

/// Adds the folder of a sample and its files. @return a reference to it
Json addSample(Graph& graph, const CrateSample& sample)
{
    const std::string id = uriPath(sample.id) + "/";
    const std::string cell = cellWords(sample.row);
    Json folder{{"@id", id},
                {"@type", "Dataset"},
                {"name", sample.id},
                {"description", "Battery cell " + sample.id + (cell.empty() ? "" : ": " + cell) + "."},
                {"identifier", sample.id},
                {"hasPart", Json::array()}};
    for (const CrateFile& file : sample.files) {
        folder["hasPart"].push_back(reference(uriPath(file.name)));
    }
    graph.add(std::move(folder));
    for (const CrateFile& file : sample.files) {
        addFile(graph, file);
    }
    return reference(id);
}

std::string titleOf(const CrateDescription& description, const std::vector<CrateSample>& samples,
                    const std::string& project)
{
    if (!description.title.empty()) {
        return description.title;
    }
    return samples.size() == 1
               ? "Cycling data of the battery cell " + samples.front().id
               : "Cycling data of " + std::to_string(samples.size()) + " battery cells (" + project + ")";
}

std::string textOf(const CrateDescription& description, const std::vector<CrateSample>& samples,
                   const std::string& project)
{
    if (!description.description.empty()) {
        return description.description;
    }
    return "Time series, impedance, per-cycle numbers, sample rows and provenance of " +
           countText(samples.size(), "battery cell") + " of the project " + project +
           ", a folder each. Columns are explained in the metadata of each cell.";
}

}  // namespace

Json crateMetadata(const CrateDescription& description, const std::vector<CrateSample>& samples,
                   const std::string& project, double now_uts, const std::string& timeZone)
{
    Graph graph;
    graph.add({{"@id", metadataFile},
               {"@type", "CreativeWork"},
               {"conformsTo", reference(specification)},
               {"about", reference("./")}});
    Graph rest;
    Json root{{"@id", "./"},
              {"@type", "Dataset"},
              {"name", titleOf(description, samples, project)},
              {"description", textOf(description, samples, project)},
              {"datePublished", formatIso8601(now_uts, timeZone).substr(0, lengthOfDate)}};
    if (const std::string doi = doiAddress(description.doi); !doi.empty()) {
        root["identifier"] = doi;
    }
    root["license"] = addLicence(rest, description.licence);
    if (Json authors = addAuthors(rest, description.authors); !authors.empty()) {
        root["author"] = std::move(authors);
    }
    const auto first = std::find_if(description.authors.begin(), description.authors.end(),
                                    [](const CrateDescription::Author& author) { return !author.institution.empty(); });
    if (first != description.authors.end()) {  // there is one publisher: who hands the data on
        root["publisher"] = reference(addInstitution(rest, first->institution));
    }
    root["hasPart"] = Json::array();
    Json results = Json::array();
    for (const CrateSample& sample : samples) {
        root["hasPart"].push_back(addSample(rest, sample));
        results.push_back(reference(uriPath(sample.id) + "/"));
    }
    rest.add({{"@id", softwareId},
              {"@type", "SoftwareApplication"},
              {"name", "Aurora Cycler Manager"},
              {"version", AURORA_VERSION},
              {"softwareVersion", AURORA_VERSION}});
    rest.add({{"@id", exportId},
              {"@type", "CreateAction"},
              {"name", "Export of the stored data"},
              {"endTime", formatIso8601(now_uts, timeZone)},
              {"instrument", reference(softwareId)},
              {"result", std::move(results)}});
    root["mentions"] = reference(exportId);
    graph.add(std::move(root));
    Json entities = graph.take();
    for (Json& entity : rest.take()) {
        entities.push_back(std::move(entity));
    }
    return {{"@context", std::string(specification) + "/context"}, {"@graph", std::move(entities)}};
}

}  // namespace aurora::services
