#include "gui/tables/table_reader.h"

#include "gui/frame/background.h"

#include <QTimer>

#include <utility>

namespace aurora::gui {

namespace {

constexpr std::size_t firstRows = 200;  // more than a screen has

/// In a struct: a pointer that holds nothing is a result, too.
struct Loaded
{
    std::shared_ptr<const TableData> table;
};

}  // namespace

TableReader::TableReader(services::TableKind kind, std::string keyColumn, std::function<Request()> request,
                         QObject* parent)
    : QObject(parent), m_kind(kind), m_keyColumn(std::move(keyColumn)), m_request(std::move(request))
{
}

void TableReader::setProject(const std::optional<services::Project>& project)
{
    m_project = project;
    ++m_generation;
    m_isReading = false;
    m_again = false;
}

void TableReader::ask()
{
    if (m_isReading) {
        m_again = true;
        return;
    }
    m_isReading = true;
    const Request request = m_request();
    if (request.firstRowsFirst) {
        readFirstRows(request);
        return;
    }
    readAllRows(request);
}

/// Of a long table these are shown until all are read.
void TableReader::readFirstRows(const Request& request)
{
    inBackground(
        this,
        [project = *m_project, kind = m_kind, key = m_keyColumn, adapt = request.adapt] {
            Table table = services::readFirstRows(project, kind, firstRows);
            if (adapt) {
                adapt(table);
            }
            return Loaded{table.rows.empty() ? nullptr : std::make_shared<const TableData>(std::move(table), key)};
        },
        [this, request, generation = m_generation](const Loaded& loaded) {
            if (generation != m_generation) {
                return;
            }
            if (loaded.table) {
                Q_EMIT firstRowsRead(loaded.table);
            }
            // Reading all rows takes every core: these are on screen before.
            QTimer::singleShot(0, this, [this, request, generation] {
                if (generation == m_generation) {
                    readAllRows(request);
                }
            });
        },
        [this, request, generation = m_generation](const Failure& /*reading all rows fails as well, and says so*/) {
            if (generation == m_generation) {
                readAllRows(request);
            }
        });
}

void TableReader::readAllRows(const Request& request)
{
    inBackground(
        this,
        [project = *m_project, kind = m_kind, key = m_keyColumn, before = request.shown, adapt = request.adapt] {
            ColumnTable table;
            if (adapt) {
                Table rows = services::readTable(project, kind);
                adapt(rows);
                table = toColumns(std::move(rows));
            } else {
                table = services::readTableColumns(project, kind);
            }
            const bool same = before && before->columnCount() == static_cast<int>(table.columns.size()) &&
                              sameCells(before->table(), table);
            return Loaded{same ? nullptr : std::make_shared<const TableData>(std::move(table), key)};
        },
        [this, generation = m_generation](const Loaded& loaded) {
            if (generation == m_generation) {
                m_isReading = false;
                Q_EMIT tableRead(loaded.table);
                end();
            }
        },
        [this, generation = m_generation](const Failure& failure) {
            if (generation == m_generation) {
                m_isReading = false;
                Q_EMIT failed(failure.message);
                end();
            }
        });
}

void TableReader::end()
{
    if (std::exchange(m_again, false)) {
        ask();
    }
}

}  // namespace aurora::gui
