#include "aurora/database/database.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/moved.h"
#include "connection.h"

#include <algorithm>
#include <utility>

namespace aurora::database {

std::string placeText(const Location& location)
{
    if (const auto* const server = std::get_if<config::DatabaseServer>(&location)) {
        return config::placeText(*server);
    }
    return pathText(std::get<std::filesystem::path>(location));
}

Database::Database(Location location, Access access)
    : m_location(std::move(location)), m_access(access), m_connection(connectTo(m_location, access))
{
}

Database::~Database() = default;

void Database::write(const std::function<void()>& work, Progress& progress)
{
    if (m_access == Access::ReadOnly) {
        throw Error(place() + ": the project is open read-only. Nothing was stored.");
    }
    m_connection->begin(progress);
    try {
        if (isLeft(*this)) {
            throw Error(place() + ": the project has moved to another database. Nothing was stored here. Open the "
                                  "project again.");
        }
        work();
        m_connection->commit(progress);
    } catch (...) {
        m_connection->rollback();
        throw;
    }
}

void Database::readAtOnce(const std::function<void()>& work) const
{
    m_connection->beginReading();
    try {
        work();
    } catch (...) {
        m_connection->rollback();
        throw;
    }
    m_connection->rollback();
}

int Database::execute(const std::string& sql, const std::vector<CellValue>& values)
{
    return m_connection->execute(sql, values);
}

Table Database::query(const std::string& sql, const std::vector<CellValue>& values) const
{
    return m_connection->query(sql, values);
}

std::int64_t Database::dataVersion() const
{
    return m_connection->dataVersion();
}

std::vector<std::string> Database::tables() const
{
    return m_connection->tables();
}

bool Database::hasTable(std::string_view table) const
{
    const std::vector<std::string> all = tables();
    return std::find(all.begin(), all.end(), table) != all.end();
}

std::vector<TableColumn> Database::columns(std::string_view table) const
{
    return m_connection->columns(table);
}

bool Database::mayWrite() const
{
    return m_connection->mayWrite();
}

std::string Database::damage() const
{
    return m_connection->damage();
}

std::string quotedIdentifier(std::string_view identifier)
{
    std::string out = "\"";
    for (const char c : identifier) {
        out += c;
        if (c == '"') {
            out += c;
        }
    }
    return out + "\"";
}

}  // namespace aurora::database
