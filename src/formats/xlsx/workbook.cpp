#include "formats/xlsx/workbook.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "formats/xlsx/row_builder.h"

#include <pugixml.hpp>

#include <algorithm>
#include <limits>
#include <map>

namespace aurora::formats::xlsx {

namespace {

std::string_view localName(std::string_view name)
{
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// All elements of that name, whatever their prefix.
std::vector<pugi::xml_node> elements(pugi::xml_document& document, std::string_view name)
{
    struct Walker : pugi::xml_tree_walker
    {
        explicit Walker(std::string_view wanted) : name(wanted) {}

        bool for_each(pugi::xml_node& node) override
        {
            if (node.type() == pugi::node_element && localName(node.name()) == name) {
                found.push_back(node);
            }
            return true;
        }

        std::string_view name;
        std::vector<pugi::xml_node> found;
    };

    Walker walker(name);
    document.traverse(walker);
    return walker.found;
}

/// `r:id`: the relationship an element names, whatever the prefix.
std::string relationshipOf(const pugi::xml_node& node)
{
    for (const pugi::xml_attribute& attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        if (name.find(':') != std::string_view::npos && localName(name) == "id") {
            return attribute.value();
        }
    }
    return {};
}

struct Relationship
{
    std::string type;  ///< last word of its address: "worksheet", "sharedStrings"
    std::string part;  ///< member of the archive
};

/// The member that a target names, seen from a folder of the archive.
std::string partOf(const std::string& folder, std::string target)
{
    if (target.starts_with('/')) {
        return target.substr(1);
    }
    std::string base = folder;
    while (target.starts_with("../")) {
        target.erase(0, 3);
        base.erase(base.find_last_of('/', base.size() < 2 ? 0 : base.size() - 2) + 1);
    }
    return base + target;
}

std::string folderOf(const std::string& part)
{
    return part.substr(0, part.find_last_of('/') + 1);
}

/// What a part is related to, by the identifiers that it uses.
std::map<std::string, Relationship> relationships(const ZipStreams& archive, const std::string& part)
{
    const std::string folder = folderOf(part);
    const ZipArchive::Member* member = archive.find(folder + "_rels/" + part.substr(folder.size()) + ".rels");
    std::map<std::string, Relationship> found;
    if (member == nullptr) {
        return found;
    }
    pugi::xml_document document;
    const std::string xml = archive.read(*member);
    document.load_buffer(xml.data(), xml.size());
    for (const pugi::xml_node& node : elements(document, "Relationship")) {
        const std::string type = node.attribute("Type").value();
        found[node.attribute("Id").value()] = {type.substr(type.find_last_of('/') + 1),
                                               partOf(folder, node.attribute("Target").value())};
    }
    return found;
}

std::string partOfType(const std::map<std::string, Relationship>& all, std::string_view type)
{
    for (const auto& [id, relationship] : all) {
        if (relationship.type == type) {
            return relationship.part;
        }
    }
    return {};
}

constexpr std::size_t allTexts = std::numeric_limits<std::size_t>::max();

/// Keeps the first rows of a sheet whose shared texts are not known yet.
class FirstRows : public SheetReceiver
{
public:
    explicit FirstRows(std::size_t count) : m_count(count) {}

    GoOn row(std::span<const Cell> cells) override
    {
        std::vector<KeptCell>& kept = m_rows.emplace_back();
        for (const Cell& cell : cells.first(std::min<std::size_t>(cells.size(), largestColumnCount))) {
            kept.push_back({cell.column, cell.type, std::string(cell.text)});
        }
        return m_rows.size() < m_count ? GoOn::Yes : GoOn::No;
    }

    /// How many of the first shared texts the rows refer to.
    [[nodiscard]] std::size_t textsNeeded() const
    {
        std::size_t needed = 0;
        for (const std::vector<KeptCell>& row : m_rows) {
            for (const KeptCell& cell : row) {
                needed = std::max(needed, cell.type == CellType::SharedText ? numberOf(cell) + 1 : 0);
            }
        }
        return needed;
    }

    void handOver(const SharedStrings& strings, SheetReceiver& receiver) const
    {
        for (const std::vector<KeptCell>& row : m_rows) {
            std::vector<Cell> cells;
            for (const KeptCell& cell : row) {
                const bool isShared = cell.type == CellType::SharedText;
                cells.push_back({cell.column, isShared ? CellType::Text : cell.type,
                                 isShared ? strings.at(numberOf(cell)).value_or("") : std::string_view(cell.text)});
            }
            if (receiver.row(cells) == GoOn::No) {
                return;
            }
        }
    }

private:
    struct KeptCell
    {
        std::uint32_t column = 0;
        CellType type = CellType::Number;
        std::string text;
    };

    static std::size_t numberOf(const KeptCell& cell)
    {
        const std::optional<std::int64_t> number = parseInteger(cell.text);
        return number && *number >= 0 ? static_cast<std::size_t>(*number) : 0;
    }

    const std::size_t m_count;
    std::vector<std::vector<KeptCell>> m_rows;
};

}  // namespace

Workbook::Workbook(const std::filesystem::path& file) : m_archive(file)
{
    std::string part = partOfType(relationships(m_archive, ""), "officeDocument");
    if (part.empty()) {
        part = "xl/workbook.xml";
    }
    const ZipArchive::Member* const member = m_archive.find(part);
    if (member == nullptr) {
        throw FormatError("The archive has no member " + part + ": it is no Excel workbook. Nothing was read.");
    }
    const std::map<std::string, Relationship> related = relationships(m_archive, part);
    pugi::xml_document document;
    const std::string xml = m_archive.read(*member);
    if (!document.load_buffer(xml.data(), xml.size())) {
        throw FormatError(
            "The archive's member " + part +
            ", which names the sheets, is no whole XML document. Nothing was read; export the file again.");
    }
    for (const pugi::xml_node& sheet : elements(document, "sheet")) {
        const auto found = related.find(relationshipOf(sheet));
        m_sheetNames.emplace_back(sheet.attribute("name").value());
        m_sheetParts.push_back(found == related.end() ? "" : found->second.part);
    }
    m_stringsPart = partOfType(related, "sharedStrings");
}

const ZipArchive::Member* Workbook::findSheet(std::string_view name) const
{
    std::string_view part;
    for (std::size_t i = 0; i < m_sheetNames.size(); ++i) {
        if (m_sheetNames[i] == name) {
            return m_archive.find(m_sheetParts[i]);
        }
        if (part.empty() && equalsIgnoringCase(m_sheetNames[i], name)) {
            part = m_sheetParts[i];
        }
    }
    return part.empty() ? nullptr : m_archive.find(part);
}

SharedStrings Workbook::readStrings(std::size_t wanted, Progress& progress) const
{
    const ZipArchive::Member* const member = m_stringsPart.empty() ? nullptr : m_archive.find(m_stringsPart);
    if (wanted == 0 || member == nullptr) {
        return {};
    }
    ReadAhead source(MemberStream(m_archive, *member));
    return {source, member->name, wanted, progress};
}

void Workbook::read(std::string_view sheet, SheetReceiver& receiver, Progress& progress)
{
    const ZipArchive::Member* const member = findSheet(sheet);
    if (member == nullptr) {
        return;
    }
    if (!m_stringsAreRead) {
        m_strings = readStrings(allTexts, progress);
        m_stringsAreRead = true;
    }
    ReadAhead source(MemberStream(m_archive, *member));
    readSheet(source, member->name, &m_strings, receiver, progress);
}

void Workbook::readFirst(std::string_view sheet, std::size_t rows, SheetReceiver& receiver, Progress& progress) const
{
    const ZipArchive::Member* const member = findSheet(sheet);
    if (member == nullptr) {
        return;
    }
    FirstRows first(rows);
    {
        ReadAhead source(MemberStream(m_archive, *member));  // one stream at a time may be open
        readSheet(source, member->name, nullptr, first, progress);
    }
    first.handOver(readStrings(first.textsNeeded(), progress), receiver);
}

std::string Workbook::application() const
{
    const ZipArchive::Member* const member = m_archive.find("docProps/app.xml");
    if (member == nullptr) {
        return {};
    }
    pugi::xml_document document;
    const std::string xml = m_archive.read(*member);
    document.load_buffer(xml.data(), xml.size());
    const std::vector<pugi::xml_node> found = elements(document, "Application");
    return found.empty() ? std::string() : std::string(trimmed(found.front().child_value()));
}

}  // namespace aurora::formats::xlsx
