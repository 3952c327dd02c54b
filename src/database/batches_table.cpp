#include "aurora/database/batches_table.h"

#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::database {

namespace {

BatchRow toBatchRow(const std::vector<CellValue>& cells)
{
    return {
        .id = std::get<std::int64_t>(cells.at(0)), .label = toText(cells.at(1)), .description = toText(cells.at(2))};
}

}  // namespace

std::vector<BatchRow> BatchesTable::all() const
{
    std::vector<BatchRow> rows;
    for (const auto& cells : m_database->query("SELECT id, label, description FROM batches").rows) {
        rows.push_back(toBatchRow(cells));
    }
    std::sort(rows.begin(), rows.end(),
              [](const BatchRow& a, const BatchRow& b) { return compareNatural(a.label, b.label) < 0; });
    return rows;
}

std::optional<BatchRow> BatchesTable::find(const std::string& label) const
{
    const Table found = m_database->query("SELECT id, label, description FROM batches WHERE label = ?", {label});
    return found.rows.empty() ? std::nullopt : std::optional(toBatchRow(found.rows[0]));
}

std::int64_t BatchesTable::insert(const std::string& label, const std::string& description)
{
    m_database->execute("INSERT INTO batches (label, description) VALUES (?, ?)", {label, description});
    return find(label).value().id;
}

void BatchesTable::setDescription(std::int64_t id, const std::string& description)
{
    m_database->execute("UPDATE batches SET description = ? WHERE id = ?", {description, id});
}

void BatchesTable::remove(std::int64_t id)
{
    m_database->execute("DELETE FROM batches WHERE id = ?", {id});
}

}  // namespace aurora::database
