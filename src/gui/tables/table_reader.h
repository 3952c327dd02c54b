#pragma once

#include "aurora/services/tables.h"
#include "gui/tables/table_data.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace aurora::gui {

/// Reads one table of a project off the window's thread: one reading at a time, and what is asked for while one runs is
/// read once more after it. What was read of an earlier project is dropped.
class TableReader final : public QObject
{
    Q_OBJECT

public:
    /// What is to be read now.
    struct Request
    {
        std::shared_ptr<const TableData> shown;  ///< what is known already; nothing: nothing is
        std::function<void(Table&)> adapt;       ///< is done to the table after it was read; no function: nothing
        bool firstRowsFirst = false;             ///< a screen of rows is read before all of a long table
    };

    /// @param request  is called as a reading begins
    TableReader(services::TableKind kind, std::string keyColumn, std::function<Request()> request, QObject* parent);

    void setProject(const std::optional<services::Project>& project);

    /// Begins now, or when the reading that runs has ended. There must be a project.
    void ask();

    [[nodiscard]] bool isReading() const noexcept { return m_isReading; }

Q_SIGNALS:
    void firstRowsRead(const std::shared_ptr<const aurora::gui::TableData>& rows);
    /// @param table  nothing: it is as it was shown
    void tableRead(const std::shared_ptr<const aurora::gui::TableData>& table);
    void failed(const QString& message);

private:
    void readFirstRows(const Request& request);
    void readAllRows(const Request& request);
    void end();

    services::TableKind m_kind;
    std::string m_keyColumn;
    std::function<Request()> m_request;
    std::optional<services::Project> m_project;
    int m_generation = 0;  ///< counts projects
    bool m_isReading = false;
    bool m_again = false;
};

}  // namespace aurora::gui
